package pcw.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.sf.jasperreports.engine.JasperPrint;
import pcw.reports.RenderOutcome.Failure;
import pcw.reports.RenderRequest.Product;

/**
 * Renders a published set: reads {@code published.duckdb}, writes {@code packs/}, {@code pages/},
 * {@code workbooks/} and {@code render.json} beside it. A report that cannot be made is listed and
 * does not stop the others.
 */
public final class Renderer {
  private Renderer() {}

  /** Renders what is asked for; the outcome and the file that notes it say the same. */
  public static RenderOutcome render(Path setFolder, RenderRequest request, RenderProgress progress)
      throws IOException, SQLException {
    try (PublishedSet set = PublishedSet.open(setFolder, request.threads())) {
      List<Organisation> organisations =
          set.organisations().values().stream().filter(request::wants).toList();
      // Compiled here, so that a template that does not compile stops the run and not each report.
      Templates.report("pack");
      Templates.chapters();
      List.of("chapter_figures", "chapter_charts", "notices_table").forEach(Templates::report);
      if (request.products().contains(Product.DASHBOARD)) {
        Templates.report("dashboard");
      }
      List<Failure> failures = new ArrayList<>();
      Map<Level, Map<Product, Integer>> rendered = new EnumMap<>(Level.class);
      int total = organisations.stream().mapToInt(o -> products(o, request)).sum();
      AtomicInteger done = new AtomicInteger();
      ExecutorService pool = Executors.newFixedThreadPool(request.threads());
      try {
        List<Future<List<Failure>>> futures = new ArrayList<>();
        for (Organisation organisation : organisations) {
          futures.add(
              pool.submit(
                  () -> {
                    List<Failure> failed = one(set, organisation, request);
                    progress.finished(done.addAndGet(products(organisation, request)), total);
                    return failed;
                  }));
        }
        for (int i = 0; i < futures.size(); i++) {
          List<Failure> failed = futures.get(i).get();
          failures.addAll(failed);
          count(rendered, organisations.get(i).level(), request, failed);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("rendering was interrupted", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UncheckedIOException disk) {
          throw disk.getCause();
        }
        throw new IllegalStateException(e.getCause());
      } finally {
        pool.shutdownNow();
      }
      if (request.products().contains(Product.PAGE)) {
        Pages.shared(set);
      }
      failures.sort(
          Comparator.comparing(Failure::level)
              .thenComparing(Failure::code)
              .thenComparing(Failure::product));
      RenderOutcome outcome = new RenderOutcome(rendered, List.copyOf(failures));
      write(setFolder.resolve(outcomeFile(request)), RenderJson.of(outcome));
      return outcome;
    }
  }

  /**
   * Where the outcome is noted: {@code render.json} for everything, {@code .render-<level>.json}
   * for one whole level, {@code .render-part.json} for anything less.
   */
  private static String outcomeFile(RenderRequest request) {
    boolean isWhole =
        request.organisation().isEmpty() && request.products().size() == Product.values().length;
    if (isWhole && request.levels().size() == Level.values().length) {
      return "render.json";
    }
    return isWhole && request.levels().size() == 1
        ? ".render-" + request.levels().iterator().next().id() + ".json"
        : ".render-part.json";
  }

  private static void count(
      Map<Level, Map<Product, Integer>> rendered,
      Level level,
      RenderRequest request,
      List<Failure> failed) {
    Map<Product, Integer> products =
        rendered.computeIfAbsent(level, l -> new EnumMap<>(Product.class));
    for (Product product : request.products()) {
      if (!product.isFor(level)) {
        continue;
      }
      boolean isFailed = failed.stream().anyMatch(f -> f.product() == product);
      products.merge(product, isFailed ? 0 : 1, Integer::sum);
    }
  }

  private static int products(Organisation organisation, RenderRequest request) {
    return (int) request.products().stream().filter(p -> p.isFor(organisation.level())).count();
  }

  /** What is asked for and does not stand yet, or stands and shall be made again. */
  private static Set<Product> missing(
      PublishedSet set, Organisation organisation, RenderRequest request) {
    Set<Product> missing = new TreeSet<>();
    for (Product product : request.products()) {
      if (product.isFor(organisation.level())
          && (request.isAgain()
              || !files(set, organisation, product).stream().allMatch(Files::exists))) {
        missing.add(product);
      }
    }
    return missing;
  }

  /** The files of a report, each written whole or not at all. */
  private static List<Path> files(PublishedSet set, Organisation organisation, Product product) {
    Path folder = set.folder();
    Path pages = folder.resolve("pages");
    return switch (product) {
      case PACK -> List.of(folder.resolve("packs").resolve(set.packName(organisation)));
      case PAGE ->
          List.of(pages.resolve(organisation.page()), pages.resolve(Explorer.path(organisation)));
      case WORKBOOK -> List.of(folder.resolve("workbooks").resolve(set.workbookName(organisation)));
      case DASHBOARD ->
          List.of(
              folder.resolve("dashboards").resolve(set.dashboardName(organisation)),
              pages.resolve(organisation.dashboardPage()));
    };
  }

  private static List<Failure> one(
      PublishedSet set, Organisation organisation, RenderRequest request) {
    Set<Product> missing = missing(set, organisation, request);
    List<Failure> failed = new ArrayList<>();
    if (missing.isEmpty()) {
      return failed;
    }
    try (Connection connection = set.connect()) {
      Facts facts = Facts.read(set, connection, organisation);
      JasperPrint print = null;
      for (Product product : missing) {
        List<Path> files = files(set, organisation, product);
        try {
          if (print == null && (product == Product.PACK || product == Product.PAGE)) {
            print = Pack.fill(facts, connection);
          }
          switch (product) {
            case PACK -> write(files.get(0), Pack.export(print, facts));
            case PAGE -> {
              write(files.get(0), Pages.render(facts, print));
              write(files.get(1), Explorer.organisation(organisation, connection));
            }
            case WORKBOOK -> write(files.get(0), Tables.of(facts));
            case DASHBOARD -> {
              Dashboard dashboard = Dashboard.read(facts, connection);
              JasperPrint landscape = dashboard.fill();
              write(files.get(0), Pack.export(landscape, dashboard.documentTitle(), set));
              write(files.get(1), Pages.dashboard(facts, landscape));
            }
          }
        } catch (UncheckedIOException disk) {
          throw disk;
        } catch (Exception e) {
          failed.add(new Failure(organisation.level(), organisation.code(), product, message(e)));
        }
      }
    } catch (UncheckedIOException disk) {
      throw disk;
    } catch (SQLException | RuntimeException e) {
      for (Product product : missing) {
        failed.add(new Failure(organisation.level(), organisation.code(), product, message(e)));
      }
    }
    return failed;
  }

  private static String message(Throwable thrown) {
    String text = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }

  /**
   * The whole file or none of it: written beside its place and moved there.
   *
   * @throws UncheckedIOException where the disk is full, say: that is no fault of one report
   */
  static void write(Path file, byte[] bytes) {
    // A name of its own: another process may be writing the same shared page, the same bytes.
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.write(temporary, bytes);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
