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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Ledger;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.schemas.Contracts;

class LineageTest {
  private static final List<Ledger.Entry> COMMITS =
      List.of(new Ledger.Entry("gold.measure_count", 3, 4711, "aa", 1));

  @TempDir Path warehouse;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Lineage lineage(Map<String, String> environment) {
    return new Lineage(
        warehouse,
        Contracts.load(Project.home().resolve("schemas")),
        environment,
        "run 1",
        new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private List<JsonNode> events() throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(warehouse.resolve("ops/lineage.jsonl"))) {
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
    lineage.complete("measure", COMMITS);

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
