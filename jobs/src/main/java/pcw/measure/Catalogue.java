package pcw.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import pcw.spark.CodeLists;
import pcw.spark.Digest;
import pcw.spark.SqlFile;

/**
 * The folder of measures: {@code <chapter>/<measure>.yaml} with the query and the test beside it.
 */
final class Catalogue {
  /** The table of the months that a run counts, beside the silver tables and the code lists. */
  static final String REPORTING_MONTH = "reporting_month";

  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(new SimpleModule().addDeserializer(LocalDate.class, new Day()))
          .build();

  private Catalogue() {}

  /**
   * A measure: its definition and its queries.
   *
   * @param drivers what the measure is made of, presentation by presentation; empty where no file
   *     says so
   * @param sha256 over the definition, the queries and the code lists that they read
   */
  record Measure(
      String id,
      String chapter,
      Definition definition,
      SqlFile counts,
      Optional<SqlFile> drivers,
      String sha256) {
    /** The tables that are read to count it. */
    Set<String> names() {
      Set<String> names = new TreeSet<>(counts.names());
      drivers.ifPresent(query -> names.addAll(query.names()));
      names.addAll(Delivered.names(definition));
      return names;
    }
  }

  /** The definition files, in the order of chapters and names. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : all) {
        Path yaml = file.resolveSibling(stem(file) + ".yaml");
        if (!Files.exists(yaml)) {
          throw new Problem(
              Exit.CONFIGURATION,
              file + " has no definition: write " + yaml + ", or remove the file.");
        }
      }
      return all.stream()
          .filter(file -> file.getFileName().toString().equals(stem(file) + ".yaml"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads every measure, by chapter and position.
   *
   * @throws Problem naming the first file that is not as it should be
   */
  static List<Measure> load(SparkSession spark, Contracts contracts, Path folder) {
    List<Path> files = files(folder);
    Set<String> ids = files.stream().map(Catalogue::stem).collect(Collectors.toSet());
    List<Measure> measures = new ArrayList<>();
    for (Path file : files) {
      Measure measure = read(spark, contracts, file);
      String other = measure.definition().alternativeOf();
      if (other != null && !ids.contains(other)) {
        throw new Problem(
            Exit.CONFIGURATION, file + ": alternative_of: no measure '" + other + "'.");
      }
      if (measures.stream().anyMatch(m -> m.id().equals(measure.id()))) {
        throw new Problem(
            Exit.CONFIGURATION, file + ": another chapter has a measure of this name.");
      }
      measures.add(measure);
    }
    measures.sort(
        java.util.Comparator.comparing(Measure::chapter)
            .thenComparing(m -> m.definition().position())
            .thenComparing(Measure::id));
    return List.copyOf(measures);
  }

  /** Loads one measure. */
  static Measure read(SparkSession spark, Contracts contracts, Path file) {
    Definition definition = definition(file);
    String id = stem(file);
    String chapter = file.getParent().getFileName().toString();
    SqlFile counts = query(spark, contracts, file.resolveSibling(id + ".sql"));
    Path driverFile = file.resolveSibling(id + ".drivers.sql");
    Optional<SqlFile> drivers =
        Files.exists(driverFile)
            ? Optional.of(query(spark, contracts, driverFile))
            : Optional.empty();
    validate(file, chapter, definition, contracts, counts, drivers);
    Digest digest = new Digest().add("definition", file).add("counts", counts.text());
    drivers.ifPresent(query -> digest.add("drivers", query.text()));
    for (String list : new TreeSet<>(definition.codeLists())) {
      CodeLists.addTo(digest, contracts, contracts.table("codelist." + list));
    }
    return new Measure(id, chapter, definition, counts, drivers, digest.hex());
  }

  private static Definition definition(Path file) {
    try {
      return YAML.readValue(file.toFile(), Definition.class);
    } catch (UnrecognizedPropertyException e) {
      throw new Problem(
          Exit.CONFIGURATION,
          file
              + ": unknown key '"
              + e.getPropertyName()
              + "'. Keys: "
              + new TreeSet<>(e.getKnownPropertyIds().stream().map(String::valueOf).toList()));
    } catch (JsonMappingException e) {
      String key =
          e.getPath().stream()
              .map(at -> at.getFieldName() == null ? "" : at.getFieldName())
              .filter(name -> !name.isEmpty())
              .collect(Collectors.joining("."));
      throw new Problem(
          Exit.CONFIGURATION,
          file + ": " + (key.isEmpty() ? "" : key + ": ") + firstSentence(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw new Problem(Exit.CONFIGURATION, file + ": not valid YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstSentence(String message) {
    return message.replaceAll("\\s+", " ").replaceAll("`[^`]*?([A-Za-z]+)`", "$1");
  }

  private static SqlFile query(SparkSession spark, Contracts contracts, Path file) {
    if (!Files.exists(file)) {
      throw new Problem(Exit.CONFIGURATION, file + " is missing: write the query that counts.");
    }
    SqlFile query = SqlFile.load(spark, file);
    Set<String> known = new TreeSet<>();
    known.add(REPORTING_MONTH);
    contracts.layer(Layer.SILVER).forEach(contract -> known.add(contract.id()));
    contracts.layer(Layer.CODELIST).forEach(contract -> known.add(contract.id()));
    query.requireNames(known);
    return query;
  }

  private static void validate(
      Path file,
      String chapter,
      Definition definition,
      Contracts contracts,
      SqlFile counts,
      Optional<SqlFile> drivers) {
    require(
        file,
        definition.chapter() == null || definition.chapter().equals(chapter),
        "chapter: the folder says '" + chapter + "'; leave the key out or make them agree");
    require(file, !definition.windows().isEmpty(), "windows: name at least one, such as month");
    require(file, !definition.sources().isEmpty(), "sources: name the feeds that it is made from");
    boolean divides =
        definition.kind() != Definition.Kind.COUNT && definition.kind() != Definition.Kind.MEDIAN;
    require(
        file,
        divides == (definition.denominator() != null)
            && divides == (definition.denominatorIs() != null),
        "denominator and denominator_is: both, or for a count or median neither");
    boolean scaled =
        definition.kind() == Definition.Kind.RATE
            || definition.kind() == Definition.Kind.PROPORTION;
    require(
        file,
        !scaled || (definition.per() != null && definition.per().signum() > 0),
        "per: a rate or proportion needs the number it is given for, such as 1000 or 100");
    Set<String> feeds = new TreeSet<>();
    contracts.layer(Layer.LANDING).forEach(contract -> feeds.add(contract.id()));
    for (String source : definition.sources()) {
      require(
          file, feeds.contains(source), "sources: no feed '" + source + "'; there are " + feeds);
    }
    for (String feed : definition.delivered()) {
      require(
          file,
          definition.sources().contains(feed),
          "delivered: '" + feed + "' is no source of it");
    }
    for (String feed : definition.followed().keySet()) {
      require(
          file,
          definition.delivered().contains(feed),
          "followed: '" + feed + "' is not among the feeds that must be delivered");
    }
    Set<String> read = new TreeSet<>(counts.names());
    if (!definition.followed().isEmpty()) {
      read.add(Delivered.THRESHOLDS);
    }
    drivers.ifPresent(query -> read.addAll(query.names()));
    Set<String> lists = new TreeSet<>();
    for (Contract list : contracts.layer(Layer.CODELIST)) {
      if (read.contains(list.id())) {
        lists.add(list.id());
      }
    }
    require(
        file,
        lists.equals(new TreeSet<>(definition.codeLists())),
        "code_lists: the queries read " + lists);
  }

  private static void require(Path file, boolean holds, String message) {
    if (!holds) {
      throw new Problem(Exit.CONFIGURATION, file + ": " + message + ".");
    }
  }

  /** A file's name up to its first dot: what all files of a measure share. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  private static final class Day extends FromStringDeserializer<LocalDate> {
    Day() {
      super(LocalDate.class);
    }

    @Override
    protected LocalDate _deserialize(String value, DeserializationContext context) {
      try {
        return LocalDate.parse(value);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("a date is written YYYY-MM-DD", e);
      }
    }
  }
}
