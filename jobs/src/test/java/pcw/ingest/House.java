package pcw.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import pcw.door.Keys;
import pcw.ops.Log;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import pcw.spark.Tables;

/** A landing folder and a warehouse of a test, taken in by the real step. */
final class House {
  static final Path HOME = Path.of(System.getProperty("pcw.home"));
  private static final Contracts CONTRACTS = Contracts.load(HOME.resolve("schemas"));

  final Path landing;
  final Path warehouse;
  final Tables tables;
  LocalDate asOf = LocalDate.of(2026, 10, 15);
  List<String> keys = List.of(Keys.DEMONSTRATION);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  House(Path folder) {
    this(folder, CONTRACTS);
  }

  House(Path folder, Contracts contracts) {
    try {
      this.landing = Files.createDirectories(folder.resolve("landing"));
      this.warehouse = Files.createDirectories(folder.resolve("warehouse"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.tables = new Tables(Session.open(), warehouse.toString(), contracts);
  }

  House put(String name, byte[] content) {
    try {
      Path file = landing.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  House put(String name, String content) {
    return put(name, content, StandardCharsets.UTF_8);
  }

  House put(String name, String content, Charset charset) {
    return put(name, content.getBytes(charset));
  }

  StepResult ingest() {
    return ingest(false);
  }

  StepResult ingest(boolean force) {
    said.reset();
    return Ingest.run(night(force));
  }

  Run night(boolean force) {
    return Run.of(
            tables,
            HOME,
            landing,
            warehouse,
            new Log(new PrintStream(said, true, StandardCharsets.UTF_8)))
        .forced(force)
        .withPeople(asOf, keys);
  }

  /** What the operator was told in the last run. */
  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Rows as text, {@code a|b|c}, ordered. */
  List<String> rows(String table, String... columns) {
    return tables.read(table).selectExpr(columns).collectAsList().stream()
        .map(
            row -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : "|").append(row.get(i));
              }
              return text.toString();
            })
        .sorted()
        .toList();
  }

  /** Status and rule by file name. */
  Map<String, String> fates() {
    return tables.read("ops.file").collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs("file_name"),
                row ->
                    row.getAs("rule") == null
                        ? row.<String>getAs("status")
                        : row.getAs("status") + " " + row.getAs("rule")));
  }

  Row file(String name) {
    return tables.read("ops.file").where("file_name = '" + name + "'").first();
  }
}
