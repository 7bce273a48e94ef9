package pcw.ops;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the last set says of its sources: a row of {@code published.notice}.
 *
 * @param kind {@code missing}, {@code behind}, {@code volume}, {@code not_sent} or {@code refused}
 * @param isFailure it must be mended before the figures of the month are relied on
 */
public record Notice(String feed, YearMonth month, String kind, boolean isFailure, String message) {
  private static final int MONTHS_AT_THE_GATE = 12;

  /**
   * Every notice of a set, newest first; none where nothing was sealed.
   *
   * @param set its folder
   */
  public static List<Notice> of(Path set) {
    Path file = set.resolve("data").resolve("notice.csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      return rows.stream()
          .map(
              row ->
                  new Notice(
                      row.getField("feed"),
                      YearMonth.from(LocalDate.parse(row.getField("month"))),
                      row.getField("kind"),
                      row.getField("severity").equals("fail"),
                      row.getField("message")))
          .sorted(
              Comparator.comparing(Notice::month)
                  .reversed()
                  .thenComparing(Notice::feed)
                  .thenComparing(Notice::kind))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The notices that the gate does not let pass: a failure of the latest month, and a month of the
   * last twelve that is missing.
   */
  static List<Notice> atTheGate(List<Notice> notices, List<Freshness> sources) {
    Optional<YearMonth> latest =
        sources.stream()
            .map(Freshness::latest)
            .filter(month -> month != null)
            .max(Comparator.naturalOrder());
    return notices.stream()
        .filter(Notice::isFailure)
        .filter(
            n ->
                latest
                    .map(
                        last ->
                            last.minusMonths(n.kind().equals("missing") ? MONTHS_AT_THE_GATE : 1))
                    .map(n.month()::isAfter)
                    .orElse(true))
        .toList();
  }
}
