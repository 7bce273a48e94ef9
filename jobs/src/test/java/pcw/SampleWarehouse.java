package pcw;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pcw.conform.Conform;
import pcw.door.Keys;
import pcw.ingest.Ingest;
import pcw.measure.Measure;
import pcw.ops.Log;
import pcw.ops.Run;
import pcw.schemas.Contracts;
import pcw.spark.Tables;
import pcw.spark.TestSession;

/**
 * The people of the sample region, taken in and counted once for all tests of a JVM. A test that
 * changes anything works on a copy.
 *
 * @param home schemas, conform and measures, without prescribing, with the year of the incentive
 *     moved to one that the sample holds, and with any register taken for the whole list
 */
record SampleWarehouse(Path home, Path landing, Path warehouse, Tables tables) {
  static final YearMonth FROM = YearMonth.of(2025, 4);
  static final YearMonth TO = YearMonth.of(2026, 9);
  private static final List<String> CHAPTERS =
      List.of(
          "referrals",
          "activation",
          "budgets",
          "plans",
          "experience",
          "pain",
          "utilisation",
          "workforce",
          "continuing_healthcare",
          "maturity",
          "population");

  private static SampleWarehouse made;

  /** As it was delivered and counted, from April 2025 to September 2026. */
  static synchronized SampleWarehouse asDelivered() {
    if (made == null) {
      try {
        Path folder = Files.createTempDirectory("pcw-people");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Path home = home(folder.resolve("home"), name -> true);
        Path landing = folder.resolve("landing");
        copy(
            TestSession.home().resolve("sample-data/landing"),
            landing,
            file -> !file.getFileName().toString().startsWith("EPD"));
        SampleWarehouse sample = at(home, landing, folder.resolve("warehouse"));
        Ingest.run(sample.run("publishable"));
        Conform.run(sample.run("publishable"));
        Measure.run(sample.run("publishable").over(FROM, TO));
        made = sample;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return made;
  }

  private static SampleWarehouse at(Path home, Path landing, Path warehouse) {
    Contracts contracts = Contracts.load(home.resolve("schemas"));
    return new SampleWarehouse(
        home, landing, warehouse, new Tables(TestSession.spark(), warehouse.toString(), contracts));
  }

  /** A copy that may be changed, in which only some measures are counted from now on. */
  SampleWarehouse copy(Path folder, Predicate<String> measures) throws IOException {
    copy(warehouse, folder.resolve("warehouse"), file -> true);
    return at(home(folder.resolve("home"), measures), landing, folder.resolve("warehouse"));
  }

  private static Path home(Path home, Predicate<String> measures) throws IOException {
    Path from = TestSession.home();
    copy(from.resolve("schemas"), home.resolve("schemas"), file -> true);
    copy(from.resolve("jobs/conform"), home.resolve("conform"), file -> true);
    for (String chapter : CHAPTERS) {
      copy(
          from.resolve("jobs/measures").resolve(chapter),
          home.resolve("measures").resolve(chapter),
          file -> measures.test(file.getFileName().toString().replaceFirst("\\..*", "")));
    }
    change(
        home.resolve("schemas/codelist/iif_threshold.csv"),
        "2022-04-01,2023-03-31",
        "2025-04-01,2026-03-31");
    change(
        home.resolve("schemas/codelist/people_threshold.csv"),
        "register_whole,80,",
        "register_whole,0,");
    return home;
  }

  private static void change(Path file, String what, String with) throws IOException {
    Files.writeString(file, Files.readString(file).replace(what, with));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).filter(wanted).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** The same, read for official figures. */
  SampleWarehouse official() {
    return new SampleWarehouse(
        home,
        landing,
        warehouse,
        new Tables(TestSession.spark(), warehouse.toString(), tables.contracts().official(true)));
  }

  /** A night over it, of all months. */
  Run run(String policy) {
    return Run.of(
            tables,
            home,
            landing,
            warehouse,
            new Log(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)))
        .under(policy)
        .withPeople(LocalDate.of(2026, 10, 15), List.of(Keys.DEMONSTRATION));
  }
}
