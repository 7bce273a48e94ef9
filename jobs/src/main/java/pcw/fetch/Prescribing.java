package pcw.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;

/** The prescribing file of a month from an open-data service of the kind CKAN. */
public final class Prescribing {
  private static final Pattern NAME = Pattern.compile("EPD(_SNOMED)?_(\\d{6})(_FINAL)?");
  private static final int PAGE = 100;

  private final String api;
  private final String dataset;
  private final Polite server;
  private final Log log;

  /** A file on offer. */
  private record Resource(String id, String name, YearMonth month, boolean isFinal) {}

  /**
   * @param api the address of the service's actions, such as {@code https://HOST/api/3/action}
   * @param dataset what the service calls the dataset
   * @param firstWait before a second attempt
   */
  public Prescribing(String api, String dataset, Duration firstWait, Log log) {
    this.api = api.endsWith("/") ? api : api + "/";
    this.dataset = dataset;
    this.server = new Polite(firstWait, log);
    this.log = log;
  }

  /**
   * Brings the file of the month into landing, unless it is there: FINAL where there is one.
   *
   * @return the new file; empty where it was there already
   */
  public Optional<Path> fetch(YearMonth month, Path landing) {
    Resource resource =
        resources().stream()
            .filter(r -> r.month().equals(month))
            .reduce((a, b) -> b.isFinal() || !a.isFinal() ? b : a)
            .orElseThrow(
                () ->
                    new Problem(
                        Exit.INPUT_MISSING,
                        "The dataset " + dataset + " does not offer " + month + " yet."));
    Path file = landing.resolve(resource.name() + ".csv.zip");
    if (Files.exists(file)) {
      log.say("  %s is in %s already", file.getFileName(), landing);
      return Optional.empty();
    }
    // Hidden until it is whole: ingest leaves hidden files alone.
    Path part = landing.resolve("." + resource.name() + ".part");
    server.download(() -> link(resource), part);
    check(resource, part);
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Problem(Exit.CANNOT_WRITE, "The file cannot be written to " + landing + ".");
    }
    return Optional.of(file);
  }

  /** Every file that the dataset offers, page by page. */
  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      JsonNode page =
          action("package_show", "id", dataset, "limit", "" + PAGE, "offset", "" + offset)
              .path("resources");
      int before = resources.size();
      for (JsonNode offered : page) {
        Matcher name = NAME.matcher(offered.path("name").asText());
        String id = offered.path("id").asText();
        if (name.matches() && resources.stream().noneMatch(r -> r.id().equals(id))) {
          String digits = name.group(2);
          resources.add(
              new Resource(
                  id,
                  name.group(),
                  YearMonth.of(
                      Integer.parseInt(digits.substring(0, 4)),
                      Integer.parseInt(digits.substring(4))),
                  name.group(3) != null));
        }
      }
      // A service that does not know pages answers with everything, again and again.
      if (page.size() < PAGE || resources.size() == before) {
        return resources;
      }
    }
  }

  private URI link(Resource resource) {
    JsonNode answer = action("resource_show", "id", resource.id());
    String link = answer.path("zip_url").asText(answer.path("url").asText(""));
    if (link.isEmpty()) {
      throw new Problem(Exit.INPUT_MISSING, "The service has no link to " + resource.name() + ".");
    }
    return URI.create(link);
  }

  /** As many rows as the server counts, in an archive whose checksums hold. */
  private void check(Resource resource, Path part) {
    String sql = "SELECT COUNT(*) AS n FROM `" + resource.name() + "`";
    JsonNode records =
        action("datastore_search_sql", "resource_id", resource.name(), "sql", sql)
            .findPath("records");
    long expected = records.path(0).path("n").asLong(-1);
    long rows;
    try {
      rows = rows(part);
    } catch (IOException e) {
      delete(part);
      throw new Problem(
          Exit.BAD_DATA,
          resource.name() + " arrived damaged and was thrown away: run fetch again.");
    }
    if (rows != expected) {
      delete(part);
      throw new Problem(
          Exit.BAD_DATA,
          String.format(
              "%s arrived with %,d rows, the server counts %,d; it was thrown away: run fetch again.",
              resource.name(), rows, expected));
    }
    log.say("  %s: %,d rows, as the server counts", resource.name(), rows);
  }

  private static long rows(Path zip) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      ZipEntry entry = archive.entries().nextElement();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(archive.getInputStream(entry), StandardCharsets.ISO_8859_1))) {
        return lines.lines().count() - 1;
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (java.util.NoSuchElementException e) {
      throw new IOException("an empty archive", e);
    }
  }

  private JsonNode action(String name, String... parameters) {
    StringBuilder address = new StringBuilder(api).append(name);
    for (int i = 0; i < parameters.length; i += 2) {
      address
          .append(i == 0 ? '?' : '&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return server.json(URI.create(address.toString())).path("result");
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
