package pcw.ops;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/**
 * How fresh a source is, against what its contract promises.
 *
 * @param feed the contract of the source
 * @param latest the latest month that the last set holds; null where it holds none
 * @param missing months between the first and the latest that are not held
 * @param expectedBy when the next delivery is due; null where the contract promises nothing
 * @param state {@code fresh}; {@code late} where the next delivery is overdue; {@code too_late}
 *     where a second one is overdue as well; {@code unknown} where nothing is promised or held
 */
public record Freshness(
    String feed, YearMonth latest, String missing, LocalDate expectedBy, String state) {

  /** Every source of the set that readers see; none where nothing was sealed. */
  public static List<Freshness> of(Path warehouse, Contracts contracts, LocalDate today) {
    Path file = warehouse.resolve("published/latest/data/freshness.csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Freshness> sources = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        contracts.layer(Layer.LANDING).stream()
            .filter(c -> c.id().equals(row.getField("feed")))
            .forEach(
                c ->
                    sources.add(
                        of(
                            c,
                            row.getField("latest_month"),
                            row.getField("months_missing"),
                            today)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  static Freshness of(Contract contract, String latestMonth, String missing, LocalDate today) {
    Period every = promise(contract, "frequency");
    Period after = promise(contract, "latency");
    if (latestMonth.isBlank() || every == null || after == null) {
      return new Freshness(
          contract.id(),
          latestMonth.isBlank() ? null : YearMonth.from(LocalDate.parse(latestMonth)),
          missing,
          null,
          "unknown");
    }
    YearMonth latest = YearMonth.from(LocalDate.parse(latestMonth));
    LocalDate due = latest.atEndOfMonth().plus(every).plus(after);
    String state =
        !today.isAfter(due) ? "fresh" : today.isAfter(due.plus(every)) ? "too_late" : "late";
    return new Freshness(contract.id(), latest, missing, due, state);
  }

  private static Period promise(Contract contract, String property) {
    return contract.expectations().stream()
        .filter(e -> e.property().equals(property))
        .findFirst()
        .map(
            e ->
                switch (e.unit()) {
                  case "day" -> Period.ofDays(e.value());
                  case "week" -> Period.ofWeeks(e.value());
                  case "month" -> Period.ofMonths(e.value());
                  case "quarter" -> Period.ofMonths(3 * e.value());
                  case "year" -> Period.ofYears(e.value());
                  default -> throw new IllegalStateException(contract.id() + ": " + e.unit());
                })
        .orElse(null);
  }
}
