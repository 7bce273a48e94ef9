package pcw.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.reports.Level;
import pcw.reports.RenderOutcome;
import pcw.reports.RenderRequest;
import pcw.reports.RenderRequest.Product;
import pcw.reports.Renderer;

/** The step that writes what people see. */
public final class Render {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Render() {}

  /**
   * Renders everything, or nothing where the set was rendered whole before and {@code force} is
   * off.
   */
  public static StepResult run(Run run) {
    return run(run, Set.of(), Optional.empty(), Set.of());
  }

  /**
   * Renders a part of the set; empty arguments mean all. Each level is noted by itself, so that
   * tasks may share them out as they like. Reports that stand already, as a render that was stopped
   * leaves them, are kept, unless {@code force} is on or some are asked for by name.
   *
   * @param organisation only the organisation of this code
   */
  public static StepResult run(
      Run run, Set<Level> levels, Optional<String> organisation, Set<Product> products) {
    if (levels.size() < 2) {
      return render(run, levels, organisation, products);
    }
    boolean changed = false;
    Map<String, Long> counts = new LinkedHashMap<>();
    Optional<String> setId = Optional.empty();
    for (Level level : levels) {
      StepResult part = render(run, Set.of(level), organisation, products);
      changed |= part.changed();
      setId = part.setId();
      part.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
    }
    return new StepResult("render", changed, counts, setId);
  }

  private static StepResult render(
      Run run, Set<Level> levels, Optional<String> organisation, Set<Product> products) {
    PublishedSets sets = PublishedSets.of(run.warehouse(), run.policy());
    String setId =
        sets.next()
            .orElseThrow(
                () ->
                    new Problem(
                        Exit.INPUT_MISSING,
                        "No set has been published in " + sets.root() + ": run publish first."));
    Path set = sets.set(setId);
    if (organisation.isEmpty() && products.isEmpty() && !run.force() && isRendered(set, levels)) {
      return new StepResult("render", false, Map.of(), Optional.of(setId));
    }
    AtomicReference<Log.Progress> progress = new AtomicReference<>();
    RenderOutcome outcome;
    try {
      outcome =
          Renderer.render(
              set,
              new RenderRequest(
                  levels,
                  organisation,
                  products,
                  Runtime.getRuntime().availableProcessors(),
                  run.force() || organisation.isPresent() || !products.isEmpty()),
              (done, total) -> {
                progress.compareAndSet(null, run.log().progress("reports", total));
                progress.get().reached(done);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    for (RenderOutcome.Failure failure : outcome.failures()) {
      run.log()
          .say(
              "  not rendered: %s of %s %s: %s",
              failure.product(), failure.level(), failure.code(), failure.message());
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("packs", count(outcome, Product.PACK));
    counts.put("pages", count(outcome, Product.PAGE));
    counts.put("workbooks", count(outcome, Product.WORKBOOK));
    counts.put("dashboards", count(outcome, Product.DASHBOARD));
    counts.put("failed", (long) outcome.failures().size());
    return new StepResult("render", true, counts, Optional.of(setId));
  }

  private static boolean isRendered(Path set, Set<Level> levels) {
    return isWhole(set.resolve("render.json"))
        || (!levels.isEmpty()
            && levels.stream().allMatch(l -> isWhole(set.resolve(".render-" + l.id() + ".json"))));
  }

  /** Every report was made. One that could not be, on a full disk say, is tried again. */
  private static boolean isWhole(Path note) {
    try {
      return Files.exists(note) && JSON.readTree(note.toFile()).path("failed").isEmpty();
    } catch (IOException torn) {
      return false;
    }
  }

  private static long count(RenderOutcome outcome, Product product) {
    return outcome.rendered().values().stream()
        .mapToLong(products -> products.getOrDefault(product, 0))
        .sum();
  }
}
