package pcw.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Books;
import pcw.ops.Ledger;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.quality.Quality;
import pcw.render.Render;
import pcw.schemas.Contracts;
import pcw.seal.Seal;

class LineageTest {
  private static final List<Ledger.Entry> COMMITS =
      List.of(new Ledger.Entry("gold.measure_count", 3, 4711, "aa", 1));

  @TempDir Path warehouse;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Lineage lineage(Map<String, String> environment) {
    return lineage("publishable", environment);
  }

  private Lineage lineage(String policy, Map<String, String> environment) {
    return new Lineage(
        warehouse,
        policy,
        Contracts.load(Project.home().resolve("schemas")),
        environment,
        "run 1",
        new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private List<JsonNode> events() throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Books.of(warehouse).lines(Lineage.FILE)) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  @Test
  void aStepTellsWhatItReadAndWroteWithSchemaAndRows() throws Exception {
    Path log = Files.createDirectories(warehouse.resolve("silver/practice_month/_delta_log"));
    Files.createFile(log.resolve("00000000000000000000.json"));
    Lineage lineage = lineage(Map.of());
    lineage.start("measure");
    lineage.complete(new StepResult("measure", true, Map.of()), COMMITS);

    JsonNode complete = events().get(1);
    assertThat(events().get(0).path("eventType").asText()).isEqualTo("START");
    assertThat(complete.path("eventType").asText()).isEqualTo("COMPLETE");
    assertThat(complete.at("/run/runId")).isEqualTo(events().get(0).at("/run/runId"));
    assertThat(complete.at("/inputs/0/name").asText()).isEqualTo("silver.practice_month");
    assertThat(complete.at("/outputs/0/name").asText()).isEqualTo("gold.measure_count");
    assertThat(complete.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong())
        .isEqualTo(4711);
    assertThat(complete.at("/outputs/0/facets/schema/fields/0/name").asText())
        .isEqualTo("measure_id");
    assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText()).isEqualTo("3");
  }

  /** A set of two tables, as publish leaves it below a folder. */
  private static Path set(Path root, String id) throws Exception {
    Path set = Files.createDirectories(root.resolve("sets").resolve(id));
    Files.writeString(set.resolve("published.duckdb"), "rows");
    Files.writeString(
        set.resolve("publish.json"),
        "{\"set_id\": \""
            + id
            + "\", \"tables\": {\"organisation\": 12, \"published_measure\": 4711}}");
    return set;
  }

  private PublishedSets publish(String id) throws Exception {
    PublishedSets sets = PublishedSets.of(warehouse, "publishable");
    set(sets.root(), id);
    sets.setNext(id);
    return sets;
  }

  private Run run() {
    return Run.of(null, warehouse, warehouse, warehouse, new Log(new PrintStream(said)));
  }

  private JsonNode completed(StepResult result) throws Exception {
    lineage(Map.of()).complete(result, List.of());
    return last();
  }

  private JsonNode last() throws Exception {
    List<JsonNode> events = events();
    return events.get(events.size() - 1);
  }

  /** Name, version, and how many rows or files. */
  private static List<String> datasets(JsonNode datasets) {
    List<String> words = new ArrayList<>();
    for (JsonNode dataset : datasets) {
      JsonNode counts = dataset.at("/outputFacets/outputStatistics");
      words.add(
          String.join(
              " ",
              dataset.path("name").asText(),
              dataset.at("/facets/version/datasetVersion").asText("-"),
              counts.path("rowCount").asText("-"),
              counts.path("fileCount").asText("-")));
    }
    return words;
  }

  @Test
  void publishWroteTheTablesOfTheSetThatItMade() throws Exception {
    for (String table : List.of("gold/measure", "silver/organisation", "bronze/epd")) {
      Path log = Files.createDirectories(warehouse.resolve(table + "/_delta_log"));
      Files.createFile(log.resolve("00000000000000000000.json"));
    }
    PublishedSets sets = publish("bbbb");
    set(sets.root(), "aaaa");
    // An earlier set that was made again is not the next one.
    JsonNode event = completed(new StepResult("publish", true, Map.of(), Optional.of("aaaa")));
    assertThat(datasets(event.path("inputs")))
        .containsExactly("gold.measure - - -", "silver.organisation - - -");
    assertThat(datasets(event.path("outputs")))
        .containsExactly(
            "published.organisation aaaa 12 -", "published.published_measure aaaa 4711 -");
    assertThat(event.at("/outputs/0/facets/schema/fields").findValuesAsText("name"))
        .contains("ods_code", "org_name");

    event = completed(new StepResult("publish", false, Map.of(), Optional.of("aaaa")));
    assertThat(event.path("outputs")).isEmpty();
  }

  @Test
  void qualityReadsWhatItReportsOfAndWroteItsFiles() throws Exception {
    Path reports = Files.createDirectories(publish("aaaa").set("aaaa").resolve("quality"));
    for (String file : List.of("ZZ1.html", "ZZ1.xlsx", "index.html")) {
      Files.createFile(reports.resolve(file));
    }
    for (String table :
        List.of("ops/delivery", "quarantine/row", "bronze/referral", "bronze/epd")) {
      Path log = Files.createDirectories(warehouse.resolve(table + "/_delta_log"));
      Files.createFile(log.resolve("00000000000000000000.json"));
    }
    JsonNode event =
        completed(new StepResult("quality", true, Map.of("senders", 1L), Optional.of("aaaa")));
    assertThat(datasets(event.path("inputs")))
        .containsExactly("ops.delivery - - -", "quarantine.row - - -", "bronze.referral - - -");
    assertThat(event.at("/inputs/2/facets/schema/fields")).isNotEmpty();
    assertThat(datasets(event.path("outputs")))
        .containsExactly("published/sets/aaaa/quality aaaa - 3");

    // The reports are there already.
    assertThat(completed(Quality.run(run())).path("outputs")).isEmpty();
  }

  @Test
  void renderReadsTheTablesOfTheSetAndWroteReportsOfEachKind() throws Exception {
    Path set = publish("aaaa").set("aaaa");
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("packs", 7L);
    counts.put("pages", 9L);
    counts.put("workbooks", 0L);
    counts.put("failed", 2L);
    JsonNode event = completed(new StepResult("render", true, counts, Optional.of("aaaa")));
    assertThat(datasets(event.path("inputs")))
        .containsExactly("published.organisation aaaa - -", "published.published_measure aaaa - -");
    assertThat(event.at("/inputs/1/facets/schema/fields").findValuesAsText("name"))
        .contains("measure_id");
    assertThat(datasets(event.path("outputs")))
        .containsExactly(
            "published/sets/aaaa/packs aaaa - 7", "published/sets/aaaa/pages aaaa - 9");

    Files.writeString(set.resolve("render.json"), "{\"failed\": []}");
    event = completed(Render.run(run()));
    assertThat(event.path("inputs")).hasSize(2);
    assertThat(event.path("outputs")).isEmpty();
  }

  @Test
  void sealReadsTheTablesOfTheSetAndWroteTheSet() throws Exception {
    publish("aaaa");
    lineage(Map.of()).start("seal");
    assertThat(datasets(last().path("inputs")))
        .containsExactly("published.organisation aaaa - -", "published.published_measure aaaa - -");

    JsonNode event = completed(Seal.run(run()));
    assertThat(event.path("inputs")).hasSize(2);
    // publish.json and published.duckdb
    assertThat(datasets(event.path("outputs"))).containsExactly("published/sets/aaaa aaaa - 2");

    event = completed(Seal.run(run()));
    assertThat(event.path("inputs")).hasSize(2);
    assertThat(event.path("outputs")).isEmpty();
  }

  @Test
  void aSetLiesWhereItsPolicyAndItsWarehouseLie() throws Exception {
    Path there = Files.createDirectories(warehouse.resolve("there"));
    Files.writeString(warehouse.resolve("_elsewhere"), there.toUri().toString());
    Path set = set(there.resolve("published/internal"), "cccc");
    Files.writeString(set.resolve("manifest.json"), "{\"files\": [{}, {}, {}]}");
    lineage("internal", Map.of())
        .complete(new StepResult("seal", true, Map.of(), Optional.of("cccc")), List.of());
    assertThat(last().path("inputs")).hasSize(2);
    assertThat(datasets(last().path("outputs")))
        .containsExactly("published/internal/sets/cccc cccc - 3");
    assertThat(last().at("/outputs/0/namespace").asText()).startsWith("file:").endsWith("/there");
  }

  @Test
  void theRunOfASchedulerIsTheParent() throws Exception {
    String run = "01890a5d-ac96-774b-bcce-b302099a8057";
    lineage(Map.of("OPENLINEAGE_PARENT_ID", "airflow/pcw_nightly.measure/" + run)).fail("measure");
    JsonNode parent = events().get(0).at("/run/facets/parent");
    assertThat(parent.at("/run/runId").asText()).isEqualTo(run);
    assertThat(parent.at("/job/name").asText()).isEqualTo("pcw_nightly.measure");
    assertThat(events().get(0).path("eventType").asText()).isEqualTo("FAIL");
  }

  @Test
  void eventsAreSentWhereSomebodyListensAndStopNothingWhereNobodyDoes() throws Exception {
    List<String> received = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/lineage",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    lineage(Map.of("OPENLINEAGE_URL", url)).start("seal");
    server.stop(0);
    assertThat(received).singleElement().asString().contains("\"START\"");
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();

    lineage(Map.of("OPENLINEAGE_URL", url)).start("seal");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("was not delivered");
    assertThat(events()).hasSize(2);
  }
}
