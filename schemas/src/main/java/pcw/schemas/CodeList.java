package pcw.schemas;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A code list that the product ships, read from its CSV file and checked against its contract.
 *
 * @param rows each row by column name, in the order of the contract; values are text as in the file
 *     (dates yyyy-MM-dd, booleans true or false), null where blank
 */
public record CodeList(Contract contract, List<Map<String, String>> rows) {
  private static final String STATUS = "status";
  private static final String UNVERIFIED = "UNVERIFIED";

  /**
   * Reads the list that lies beside its contract; for official figures without the rows that are
   * UNVERIFIED.
   *
   * @param id such as {@code prescribing_setting}
   * @throws ContractException naming the file, the line, the column and the rule
   */
  public static CodeList load(Contracts contracts, String id) {
    Contract contract = contracts.table(Layer.CODELIST.folder() + "." + id);
    CodeList whole = read(contract, contracts.codeListFile(contract));
    return contracts.isOfficial()
        ? new CodeList(contract, whole.rows.stream().filter(row -> !isUnverified(row)).toList())
        : whole;
  }

  /** The rows of the whole list that official figures refuse. */
  public static List<Map<String, String>> unverified(Contracts contracts, String id) {
    return load(contracts.official(false), id).rows.stream()
        .filter(CodeList::isUnverified)
        .toList();
  }

  private static boolean isUnverified(Map<String, String> row) {
    return UNVERIFIED.equals(row.get(STATUS));
  }

  static CodeList read(Contract contract, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ContractException(
          file + ": missing; a code list is a CSV file beside its contract");
    }
    List<String> header = contract.columns().stream().map(Column::name).toList();
    List<Map<String, String>> rows = new ArrayList<>();
    Set<List<String>> keys = new HashSet<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      boolean first = true;
      for (CsvRecord line : csv) {
        String at = file + ": line " + line.getStartingLineNumber();
        if (first) {
          first = false;
          if (!line.getFields().equals(header)) {
            throw new ContractException(at + ": the header must be " + String.join(",", header));
          }
          continue;
        }
        Map<String, String> row = row(contract, line, at);
        List<String> key = contract.key().stream().map(c -> row.get(c.name())).toList();
        if (!key.isEmpty() && !keys.add(key)) {
          throw new ContractException(at + ": the key " + key + " stands twice");
        }
        rows.add(row);
      }
    } catch (CsvParseException e) {
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new ContractException(file + ": not valid CSV: " + reason, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (rows.isEmpty()) {
      throw new ContractException(file + ": no rows");
    }
    return new CodeList(contract, List.copyOf(rows));
  }

  private static Map<String, String> row(Contract contract, CsvRecord line, String at) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < contract.columns().size(); i++) {
      Column column = contract.columns().get(i);
      String text = line.getField(i);
      String broken = broken(column, text);
      if (!broken.isEmpty()) {
        throw new ContractException(
            at + ": column '" + column.name() + "': '" + text + "' " + broken);
      }
      row.put(column.name(), text.isEmpty() ? null : text);
    }
    return Collections.unmodifiableMap(row);
  }

  /** The rule that a value breaks; empty where it breaks none. */
  private static String broken(Column column, String text) {
    if (text.isEmpty()) {
      return column.required() ? "is missing" : "";
    }
    if (!column.allowed().isEmpty() && !column.allowed().contains(text)) {
      return "is none of " + column.allowed();
    }
    if (column.pattern().isPresent() && !column.pattern().get().matcher(text).matches()) {
      return "does not match " + column.pattern().get();
    }
    return switch (column.logicalType()) {
      case "integer", "number" -> brokenNumber(column, text);
      case "boolean" -> text.equals("true") || text.equals("false") ? "" : "is not true or false";
      case "date" -> isDate(text) ? "" : "is not a date yyyy-MM-dd";
      default -> text.equals(text.strip()) ? "" : "has spaces around it";
    };
  }

  private static String brokenNumber(Column column, String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return "is not a number";
    }
    if (column.logicalType().equals("integer") && number.stripTrailingZeros().scale() > 0) {
      return "is not a whole number";
    }
    if (column.minimum().isPresent() && number.doubleValue() < column.minimum().get()) {
      return "is below " + column.minimum().get();
    }
    if (column.maximum().isPresent() && number.doubleValue() > column.maximum().get()) {
      return "is above " + column.maximum().get();
    }
    return "";
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
