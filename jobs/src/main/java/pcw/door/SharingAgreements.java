package pcw.door;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Column;
import pcw.schemas.Contract;

/** The register of who may deliver which feed, on what basis and until when. */
public final class SharingAgreements {
  private final Map<String, List<Agreement>> bySenderAndFeed = new HashMap<>();

  private SharingAgreements(List<Agreement> agreements) {
    for (Agreement agreement : agreements) {
      bySenderAndFeed
          .computeIfAbsent(agreement.sender() + " " + agreement.feed(), key -> new ArrayList<>())
          .add(agreement);
    }
  }

  /**
   * One row of the register.
   *
   * @param from first day on which deliveries may be taken in
   * @param to last day; empty while there is none
   */
  public record Agreement(
      String sender,
      String feed,
      String controller,
      String lawfulBasis,
      String reference,
      LocalDate from,
      Optional<LocalDate> to) {

    boolean covers(LocalDate day) {
      return !day.isBefore(from) && (to.isEmpty() || !day.isAfter(to.get()));
    }
  }

  /** A register made in memory. */
  public static SharingAgreements of(List<Agreement> agreements) {
    return new SharingAgreements(agreements);
  }

  /**
   * Reads the register, strictly: a register with a mistake in it stops everything.
   *
   * @param contract of the feed {@code sharing_agreement}
   */
  public static SharingAgreements read(Path file, Contract contract) {
    List<Agreement> agreements = new ArrayList<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().detectBomHeader(true).ofCsvRecord(file)) {
      Map<String, Integer> fields = Map.of();
      for (CsvRecord record : csv) {
        if (fields.isEmpty()) {
          fields = header(file, contract, record);
        } else {
          agreements.add(agreement(file, contract, fields, record));
        }
      }
    } catch (CsvParseException e) {
      throw new Problem(
          Exit.CONFIGURATION, file.getFileName() + ": not valid CSV; mend its quotes and columns");
    } catch (IOException e) {
      throw new Problem(
          Exit.CONFIGURATION, file.getFileName() + ": the register of agreements cannot be read");
    }
    return new SharingAgreements(agreements);
  }

  private static Map<String, Integer> header(Path file, Contract contract, CsvRecord record) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < record.getFieldCount(); i++) {
      positions.put(Headers.normal(record.getField(i)), i);
    }
    Map<String, Integer> fields = new HashMap<>();
    contract.delivery().orElseThrow().layouts().get(0).columns().entrySet().stream()
        .forEach(
            column ->
                column.getValue().stream()
                    .map(alias -> positions.get(Headers.normal(alias)))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .ifPresent(i -> fields.put(column.getKey(), i)));
    for (Column column : contract.columns()) {
      if (!fields.containsKey(column.name())) {
        throw new Problem(
            Exit.CONFIGURATION,
            file.getFileName() + ": the column " + column.name() + " is missing");
      }
    }
    return fields;
  }

  private static Agreement agreement(
      Path file, Contract contract, Map<String, Integer> fields, CsvRecord record) {
    Map<String, String> row = new HashMap<>();
    for (Column column : contract.columns()) {
      String text = record.getField(fields.get(column.name())).strip();
      boolean fits =
          text.isEmpty() || column.pattern().map(p -> p.matcher(text).matches()).orElse(true);
      if ((text.isEmpty() && column.required()) || !fits) {
        throw broken(
            file, record, column.name(), text.isEmpty() ? "is missing" : "has the wrong form");
      }
      row.put(column.name(), text);
    }
    LocalDate from = day(file, record, "valid_from", row);
    Optional<LocalDate> to =
        row.get("valid_to").isEmpty()
            ? Optional.empty()
            : Optional.of(day(file, record, "valid_to", row));
    if (to.isPresent() && to.get().isBefore(from)) {
      throw broken(file, record, "valid_to", "is before valid_from");
    }
    return new Agreement(
        row.get("sender_code"),
        row.get("feed"),
        row.get("controller"),
        row.get("lawful_basis"),
        row.get("agreement_reference"),
        from,
        to);
  }

  private static LocalDate day(
      Path file, CsvRecord record, String column, Map<String, String> row) {
    try {
      return LocalDate.parse(row.get(column));
    } catch (DateTimeException e) {
      throw broken(file, record, column, "must be a day as 2026-09-03");
    }
  }

  private static Problem broken(Path file, CsvRecord record, String column, String rule) {
    return new Problem(
        Exit.CONFIGURATION,
        file.getFileName()
            + ": line "
            + record.getStartingLineNumber()
            + ": column "
            + column
            + " "
            + rule);
  }

  /** The agreement under which a sender may deliver a feed on a day. */
  public Optional<Agreement> find(String sender, String feed, LocalDate day) {
    return of(sender, feed).stream().filter(a -> a.covers(day)).findFirst();
  }

  /** Some agreement names the sender and the feed, whenever it holds. */
  boolean names(String sender, String feed) {
    return !of(sender, feed).isEmpty();
  }

  private List<Agreement> of(String sender, String feed) {
    return bySenderAndFeed.getOrDefault(sender + " " + feed, List.of());
  }
}
