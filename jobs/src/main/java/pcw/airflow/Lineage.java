package pcw.airflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pcw.ops.Books;
import pcw.ops.Ledger;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.schemas.Contract;
import pcw.schemas.ContractException;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/**
 * Where data came from and went, as OpenLineage events: START, then COMPLETE or FAIL, for each
 * step. They are appended to {@code <warehouse>/ops/lineage.jsonl}, and sent to {@code
 * OPENLINEAGE_URL} where that is set; {@code OPENLINEAGE_PARENT_ID} joins them to the run of a
 * scheduler. An event that cannot be sent stops nothing.
 */
public final class Lineage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRODUCER = "urn:pcw:" + Project.VERSION;
  private static final String SPEC = "https://openlineage.io/spec/";
  private static final Map<String, Layer> READS =
      Map.of("conform", Layer.LANDING, "measure", Layer.SILVER, "publish", Layer.GOLD);

  /** The events. */
  public static final String FILE = "ops/lineage.jsonl";

  private final Books books;
  private final String namespace;
  private final Contracts contracts;
  private final Map<String, String> environment;
  private final String runId;
  private final Log log;

  Lineage(
      Path warehouse, Contracts contracts, Map<String, String> environment, String runId, Log log) {
    this.books = Books.of(warehouse);
    this.namespace =
        books.address().equals(warehouse.toString())
            ? warehouse.toUri().toString()
            : books.address();
    this.contracts = contracts;
    this.environment = environment;
    this.runId = runId;
    this.log = log;
  }

  /** What a step reads. */
  void start(String step) {
    send(event("START", step));
  }

  /**
   * What a step wrote.
   *
   * @param commits its own, of the ledger
   */
  void complete(String step, List<Ledger.Entry> commits) {
    ObjectNode event = event("COMPLETE", step);
    ArrayNode outputs = event.putArray("outputs");
    ArrayNode inputs = (ArrayNode) event.get("inputs");
    for (Ledger.Entry commit : commits) {
      ObjectNode output = dataset(outputs, namespace, commit.table());
      schema(output, commit.table());
      ObjectNode version =
          facet(output.withObjectProperty("facets"), "version", "1-0-1/DatasetVersionDatasetFacet");
      version.put("datasetVersion", Long.toString(commit.version()));
      ObjectNode rows =
          facet(
              output.withObjectProperty("outputFacets"),
              "outputStatistics",
              "1-0-2/OutputStatisticsOutputDatasetFacet");
      rows.put("rowCount", commit.rows());
      if (commit.table().startsWith("bronze.")) {
        dataset(inputs, "landing", commit.table().substring("bronze.".length()));
      }
    }
    send(event);
  }

  /** The step did not end; the reason is in the record of the run. */
  void fail(String step) {
    send(event("FAIL", step));
  }

  private ObjectNode event(String type, String step) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventType", type).put("eventTime", Clock.systemUTC().instant().toString());
    event.put("producer", PRODUCER).put("schemaURL", SPEC + "2-0-2/OpenLineage.json");
    ObjectNode run = event.putObject("run");
    run.put("runId", uuid(runId + " " + step));
    parent(run);
    event.putObject("job").put("namespace", "pcw").put("name", step);
    ArrayNode inputs = event.putArray("inputs");
    event.putArray("outputs");
    if (READS.containsKey(step)) {
      for (Contract contract : contracts.layer(READS.get(step))) {
        String table = contract.tableName();
        if (isStored(table)) {
          schema(dataset(inputs, namespace, table), table);
        }
      }
    }
    return event;
  }

  /**
   * {@code OPENLINEAGE_PARENT_ID} is {@code namespace/job/run}; else the whole run is the parent.
   */
  private void parent(ObjectNode run) {
    String[] id = environment.getOrDefault("OPENLINEAGE_PARENT_ID", "").split("/", -1);
    boolean isGiven = id.length == 3;
    ObjectNode parent = facet(run.putObject("facets"), "parent", "1-0-1/ParentRunFacet");
    parent.putObject("run").put("runId", isGiven ? id[2] : uuid(runId));
    parent
        .putObject("job")
        .put("namespace", isGiven ? id[0] : "pcw")
        .put("name", isGiven ? id[1] : "night");
  }

  private boolean isStored(String table) {
    try {
      return !books.list(Ledger.logName(table)).isEmpty();
    } catch (IOException unknown) {
      return false;
    }
  }

  private static ObjectNode dataset(ArrayNode datasets, String namespace, String name) {
    return datasets.addObject().put("namespace", namespace).put("name", name);
  }

  private void schema(ObjectNode dataset, String table) {
    try {
      ArrayNode fields =
          facet(dataset.withObjectProperty("facets"), "schema", "1-1-1/SchemaDatasetFacet")
              .putArray("fields");
      contracts
          .table(table)
          .columns()
          .forEach(
              c ->
                  fields
                      .addObject()
                      .put("name", c.name())
                      .put("type", c.physicalType())
                      .put("description", c.description()));
    } catch (ContractException none) {
      dataset.remove("facets");
    }
  }

  private static ObjectNode facet(ObjectNode facets, String name, String schema) {
    ObjectNode facet = facets.putObject(name);
    String definition = schema.substring(schema.indexOf('/') + 1);
    return facet
        .put("_producer", PRODUCER)
        .put("_schemaURL", SPEC + "facets/" + schema + ".json#/$defs/" + definition);
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void send(ObjectNode event) {
    try {
      books.append(FILE, event.toString());
      String url = environment.get("OPENLINEAGE_URL");
      if (url != null) {
        post(URI.create(url).resolve("/api/v1/lineage"), event.toString());
      }
    } catch (IOException | IllegalArgumentException e) {
      log.warn("  The lineage of a step was not delivered: %s", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void post(URI address, String event) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    int status =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .build()
            .send(request, BodyHandlers.discarding())
            .statusCode();
    if (status >= 300) {
      throw new IOException("status " + status);
    }
  }
}
