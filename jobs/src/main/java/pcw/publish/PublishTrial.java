package pcw.publish;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import pcw.publish.Treatment.Slice;
import pcw.schemas.Contracts;
import pcw.spark.Together;
import pcw.statistics.Better;
import pcw.statistics.Spc;

/**
 * Publishes an invented region, from counts to files, to see how long it takes. Of the measures two
 * in three are public, with months and rolling years; the others count people, with quarters and a
 * breakdown, and are protected.
 */
public final class PublishTrial {
  private static final int PRACTICES_IN_PCN = 5;
  private static final int PCNS_IN_SUB_ICB = 4;
  private static final int CATEGORIES = 4;
  private static final LocalDate START = LocalDate.of(2021, 10, 1);

  private final Random random = new Random(7);
  private final int places;
  private final Months months;
  private final Boundaries boundaries;
  private final Practices practices;
  private final Map<Level, Map<String, Organisation>> organisations = new EnumMap<>(Level.class);

  private PublishTrial(int places, int monthCount) {
    this.places = places;
    this.months = new Months(Months.number(START), monthCount);
    List<Membership> memberships = new ArrayList<>();
    List<PracticeMonth> known = new ArrayList<>();
    for (int p = 0; p < places; p++) {
      String code = String.format("P%05d", p);
      Map<Level, String> ancestors = new EnumMap<>(Level.class);
      int pcn = p / PRACTICES_IN_PCN;
      ancestors.put(Level.PCN, "N" + pcn);
      ancestors.put(Level.LOCALITY, "L" + pcn / 2);
      ancestors.put(Level.SUB_ICB, "S" + pcn / PCNS_IN_SUB_ICB);
      ancestors.put(Level.ICB, "I" + pcn / PCNS_IN_SUB_ICB / 2);
      ancestors.put(Level.REGION, "R" + pcn / PCNS_IN_SUB_ICB / 8);
      memberships.add(new Membership(code, START, null, ancestors, true));
      int list = 2_000 + random.nextInt(15_000);
      for (int m = 0; m < monthCount; m++) {
        known.add(new PracticeMonth(code, months.first() + m, list + m, true, true));
      }
    }
    boundaries = new Boundaries(months, memberships, known);
    practices = new Practices(boundaries, known, Map.of());
    for (Level level : Level.values()) {
      organisations.put(level, new HashMap<>());
    }
    OrganisationTables.complete(organisations, boundaries);
  }

  /**
   * How long a set takes.
   *
   * @param rows of {@code published_measure}
   */
  public record Result(double seconds, long rows) {}

  /** Publishes into an empty folder. */
  public static Result run(
      Path folder, Contracts contracts, int practices, int measures, int months)
      throws IOException, SQLException {
    PublishTrial trial = new PublishTrial(practices, months);
    long start = System.nanoTime();
    long rows = trial.publish(folder, contracts, measures);
    return new Result((System.nanoTime() - start) / 1e9, rows);
  }

  private long publish(Path folder, Contracts contracts, int measures)
      throws IOException, SQLException {
    Path spill = Files.createDirectories(folder.resolve("spill"));
    try (SetDatabase database =
        new SetDatabase(folder.resolve("published.duckdb"), spill, contracts)) {
      Treatment treatment =
          new Treatment(
              boundaries,
              practices,
              Policy.PUBLISHABLE,
              EarlierSet.none(),
              Registers.none(),
              Spc.Settings.R_PACKAGE);
      FigureWriter figures = new FigureWriter(database, boundaries, treatment.charts());
      Comparison comparison = new Comparison(boundaries);
      Together.inOrder(
          IntStream.range(0, measures).mapToObj(this::invented).iterator(),
          invented -> treatment.treat(invented.measure(), invented.slices()),
          treated ->
              treated.tell(
                  block -> {
                    figures.write(block);
                    comparison.take(block);
                  }));
      figures.finish(organisations, "publishable", "0".repeat(16), null);
      comparison.finish(database);
      new OrganisationTables(database, boundaries, practices, organisations).fill(figures);
      Export.write(database, folder.resolve("data"), null);
      return database.rows("published_measure");
    }
  }

  private record Invented(MeasureDefinition measure, Map<Slice, Counts> slices) {}

  private Invented invented(int number) {
    boolean isPublic = number % 3 != 0;
    return new Invented(measure("measure_" + number, isPublic), counts(isPublic));
  }

  private static MeasureDefinition measure(String id, boolean isPublic) {
    return new MeasureDefinition(
        id,
        "rate",
        Level.PRACTICE,
        1000,
        "per 1,000 patients",
        true,
        true,
        isPublic,
        false,
        Better.LOWER,
        isPublic
            ? List.of(Window.MONTH, Window.ROLLING_12)
            : List.of(Window.MONTH, Window.QUARTER, Window.FINANCIAL_YEAR_TO_DATE),
        isPublic,
        List.of(),
        List.of(),
        "");
  }

  private Map<Slice, Counts> counts(boolean isPublic) {
    Map<Slice, Counts> slices = new TreeMap<>();
    Slice whole = new Slice(Window.MONTH, Slice.ALL, Slice.ALL);
    slices.put(whole, new Counts(places, months.count()));
    for (int c = 0; !isPublic && c < CATEGORIES; c++) {
      slices.put(new Slice(Window.MONTH, "category", "c" + c), new Counts(places, months.count()));
    }
    for (int p = 0; p < places; p++) {
      double size = 1 + random.nextDouble() * 6;
      for (int m = 0; m < months.count(); m++) {
        BigDecimal list = BigDecimal.valueOf(5_000);
        if (isPublic) {
          slices.get(whole).add(p, m, BigDecimal.valueOf(random.nextInt(90_000), 3), list);
          continue;
        }
        int all = 0;
        for (int c = 0; c < CATEGORIES; c++) {
          int n = (int) (random.nextDouble() * size);
          all += n;
          slices
              .get(new Slice(Window.MONTH, "category", "c" + c))
              .add(p, m, BigDecimal.valueOf(n), list);
        }
        slices.get(whole).add(p, m, BigDecimal.valueOf(all), list);
      }
    }
    return slices;
  }
}
