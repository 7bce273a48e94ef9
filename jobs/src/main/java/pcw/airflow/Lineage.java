package pcw.airflow;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.UUID;
import pcw.ops.Books;
import pcw.ops.Ledger;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.ops.PublishedSets;
import pcw.ops.StepResult;
import pcw.publish.Publish;
import pcw.quality.Quality;
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

  /** The events. */
  public static final String FILE = "ops/lineage.jsonl";

  private final Path warehouse;
  private final Books books;
  private final PublishedSets sets;
  private final String namespace;
  private final Contracts contracts;
  private final Map<String, String> environment;
  private final String runId;
  private final Log log;

  Lineage(
      Path warehouse,
      String policy,
      Contracts contracts,
      Map<String, String> environment,
      String runId,
      Log log) {
    this.warehouse = warehouse;
    this.books = Books.of(warehouse);
    this.sets = PublishedSets.of(warehouse, policy);
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
    send(event("START", step, sets.next()));
  }

  /**
   * What a step wrote: tables of the warehouse, tables of a set, or files of a set.
   *
   * @param commits its own, of the ledger
   */
  void complete(StepResult result, List<Ledger.Entry> commits) {
    ObjectNode event = event("COMPLETE", result.step(), result.setId());
    ArrayNode outputs = event.putArray("outputs");
    ArrayNode inputs = (ArrayNode) event.get("inputs");
    for (Ledger.Entry commit : commits) {
      ObjectNode output = dataset(outputs, namespace, commit.table());
      schema(output, commit.table());
      version(output, Long.toString(commit.version()));
      statistics(output).put("rowCount", commit.rows());
      if (commit.table().startsWith("bronze.")) {
        dataset(inputs, "landing", commit.table().substring("bronze.".length()));
      }
    }
    if (result.changed()) {
      result.setId().ifPresent(setId -> wrote(outputs, result, setId));
    }
    send(event);
  }

  /** The step did not end; the reason is in the record of the run. */
  void fail(String step) {
    send(event("FAIL", step, sets.next()));
  }

  /** What a step wrote into a set. Of reports those count that render counted: one a file. */
  private void wrote(ArrayNode outputs, StepResult result, String setId) {
    String set = folder(setId);
    switch (result.step()) {
      case "publish" -> published(outputs, setId, true);
      case "quality" -> files(outputs, setId, "/quality", list(set + "/quality").size());
      case "render" ->
          result
              .counts()
              .forEach(
                  (kind, made) -> {
                    if (made > 0 && !kind.equals("failed")) {
                      files(outputs, setId, "/" + kind, made);
                    }
                  });
      case "seal" -> files(outputs, setId, "", read(set + "/manifest.json").path("files").size());
      default -> {}
    }
  }

  /** The tables of a set, as publish noted them. */
  private void published(ArrayNode datasets, String setId, boolean isOutput) {
    JsonNode rows = read(folder(setId) + "/publish.json").path("tables");
    for (Contract contract : contracts.layer(Layer.PUBLISHED)) {
      if (rows.has(contract.id())) {
        ObjectNode table = dataset(datasets, namespace, contract.tableName());
        schema(table, contract.tableName());
        version(table, setId);
        if (isOutput) {
          statistics(table).put("rowCount", rows.path(contract.id()).asLong());
        }
      }
    }
  }

  /** Files of a set, as one dataset. */
  private void files(ArrayNode datasets, String setId, String below, long count) {
    ObjectNode files = dataset(datasets, namespace, folder(setId) + below);
    version(files, setId);
    statistics(files).put("fileCount", count);
  }

  private String folder(String setId) {
    return warehouse.relativize(sets.set(setId)).toString();
  }

  private ObjectNode event(String type, String step, Optional<String> setId) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventType", type).put("eventTime", Clock.systemUTC().instant().toString());
    event.put("producer", PRODUCER).put("schemaURL", SPEC + "2-0-2/OpenLineage.json");
    ObjectNode run = event.putObject("run");
    run.put("runId", uuid(runId + " " + step));
    parent(run);
    event.putObject("job").put("namespace", "pcw").put("name", step);
    ArrayNode inputs = event.putArray("inputs");
    event.putArray("outputs");
    switch (step) {
      case "conform" -> stored(inputs, names(Layer.LANDING));
      case "measure" -> stored(inputs, names(Layer.SILVER));
      case "publish" -> stored(inputs, Publish.reads());
      case "quality" -> stored(inputs, Quality.reads(contracts));
      case "render", "seal" -> setId.ifPresent(id -> published(inputs, id, false));
      default -> {}
    }
    return event;
  }

  private List<String> names(Layer layer) {
    return contracts.layer(layer).stream().map(Contract::tableName).toList();
  }

  /** Those of the tables that the warehouse has. */
  private void stored(ArrayNode datasets, List<String> tables) {
    for (String table : tables) {
      if (!list(Ledger.logName(table)).isEmpty()) {
        schema(dataset(datasets, namespace, table), table);
      }
    }
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

  private List<String> list(String folder) {
    try {
      return books.list(folder);
    } catch (IOException unknown) {
      return List.of();
    }
  }

  private JsonNode read(String file) {
    try {
      return JSON.readTree(books.read(file).orElse(new byte[0]));
    } catch (IOException unknown) {
      return JSON.missingNode();
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

  private static void version(ObjectNode dataset, String version) {
    facet(dataset.withObjectProperty("facets"), "version", "1-0-1/DatasetVersionDatasetFacet")
        .put("datasetVersion", version);
  }

  private static ObjectNode statistics(ObjectNode output) {
    return facet(
        output.withObjectProperty("outputFacets"),
        "outputStatistics",
        "1-0-2/OutputStatisticsOutputDatasetFacet");
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
