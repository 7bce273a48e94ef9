package pcw.door;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pcw.ops.Exit;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.People;

/** The rows of one delivery on their way through the door, and what became of them so far. */
final class Passage {
  private static final Pattern YEAR = Pattern.compile("(?<![0-9])([0-9]{4})([0-9]{4})?(?![0-9])");

  private final Content content;
  private final Declaration declared;
  private final Headers.Header header;
  private final Keys keys;
  private final Pseudonym pseudonym;
  private final Optional<PermittedList> permitted;
  private final Consumer<Rejection> rejections;
  private final List<Cell> cells = new ArrayList<>();
  private final Set<String> localIds;
  private final Set<String> blanked;
  private final Map<String, String> filled;
  private final int tokenColumn;
  private final int keyColumn;
  private final Cell birthDate;
  private final String[] out;
  private final LineMap lines = new LineMap();

  private final Map<String, Long> rejected = new TreeMap<>();
  private final Map<String, Long> emptied = new TreeMap<>();
  private long rows;
  private long accepted;
  private long optedOut;

  Passage(
      Content content,
      Contract contract,
      Keys keys,
      Optional<PermittedList> permitted,
      Declaration declared,
      Headers.Header header,
      Consumer<Rejection> rejections) {
    this.content = content;
    this.declared = declared;
    this.header = header;
    this.keys = keys;
    this.permitted = permitted;
    this.rejections = rejections;
    People people = contract.delivery().orElseThrow().people().orElseThrow();
    contract.columns().forEach(column -> cells.add(new Cell(column, people)));
    List<String> names = contract.columns().stream().map(Column::name).toList();
    this.tokenColumn = names.indexOf("person_token");
    this.keyColumn = names.indexOf("key_id");
    this.localIds = Set.copyOf(people.localIds());
    this.blanked = new HashSet<>(people.blanked());
    this.birthDate =
        header.birthDate() < 0 ? null : new Cell(contract.column("birth_year"), people);
    this.filled =
        Map.of(
            "sender_code", declared.sender(),
            "month", declared.to().atDay(1).toString(),
            "checked_on", declared.ndoAppliedOn().toString());
    this.out = new String[names.size()];
    checkKey();
    this.pseudonym = new Pseudonym(keys);
  }

  private void checkKey() {
    if (!header.isPseudonymised()) {
      Door.require(
          keys.first().isPresent(),
          Exit.REFUSED,
          "no_key",
          content.file(),
          "it carries NHS numbers, and no key for numbers is held here; its sender runs"
              + " ./pcw pseudonymise and delivers the result");
    } else if (header.fieldOfColumn().get(keyColumn) < 0) {
      Door.require(
          declared.keyId().isPresent(),
          Exit.REFUSED,
          "no_key_id",
          content.file(),
          "it carries pseudonyms but not their key: deliver a column key_id, or key_id in the"
              + " declaration");
      checkKeyId(declared.keyId().get());
    }
  }

  private void checkKeyId(String keyId) {
    Door.require(
        keys.position(keyId) >= 0,
        Exit.REFUSED,
        "key",
        content.file(),
        "its pseudonyms were made with another key than "
            + keys.id()
            + ", which this warehouse uses; they match no other delivery; pseudonymise it again"
            + " with the right key");
  }

  /** One row: to the output, or left out and counted. */
  void pass(CsvRecord row, CsvWriter output) {
    if (isBlank(row)) {
      return;
    }
    rows++;
    Arrays.fill(out, "");
    String rule = fieldCount(row);
    if (rule != null) {
      reject(rule, row, "");
      return;
    }
    String number = "";
    if (header.isPseudonymised()) {
      rule = readToken(row);
    } else {
      Optional<String> read = NhsNumber.read(row.getField(header.number()));
      number = read.orElse("");
      rule =
          read.isPresent()
              ? null
              : row.getField(header.number()).isBlank()
                  ? "nhs_number_missing"
                  : "nhs_number_invalid";
      if (rule == null) {
        out[tokenColumn] = pseudonym.ofNumber(number);
      }
    }
    if (rule != null) {
      reject(rule, row, "person_token");
    } else if (permitted.isPresent() && !permitted.get().permits(out[tokenColumn])) {
      optedOut++;
    } else if (readCells(row, number)) {
      accepted++;
      lines.add(row.getStartingLineNumber());
      output.writeRecord(out);
    }
  }

  private static boolean isBlank(CsvRecord row) {
    for (int i = 0; i < row.getFieldCount(); i++) {
      if (!row.getField(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** A bare list has one number a row, and may end it with a comma. */
  private String fieldCount(CsvRecord row) {
    boolean fits =
        header.width() < 0
            ? row.getFields().stream().skip(1).allMatch(String::isBlank)
            : row.getFieldCount() == header.width();
    return fits ? null : "field_count";
  }

  private String readToken(CsvRecord row) {
    String token = row.getField(header.fieldOfColumn().get(tokenColumn)).strip();
    if (!Pseudonym.isWellFormed(token)) {
      return "token_format";
    }
    out[tokenColumn] = advanced(row, token);
    return out[tokenColumn].isEmpty() ? "key_id" : null;
  }

  /** A pseudonym under the newest key; blank where the row does not say under which it is. */
  private String advanced(CsvRecord row, String token) {
    int field = header.fieldOfColumn().get(keyColumn);
    String keyId = field < 0 ? declared.keyId().orElseThrow() : row.getField(field).strip();
    if (!keyId.matches("[0-9a-f]{8}")) {
      return "";
    }
    checkKeyId(keyId);
    return pseudonym.advance(token, keyId).orElseThrow();
  }

  private boolean readCells(CsvRecord row, String number) {
    for (int c = 0; c < out.length; c++) {
      if (c == tokenColumn) {
        continue;
      }
      Cell cell = cells.get(c);
      String rule = c == keyColumn ? fillKey() : readCell(row, c, cell, number);
      if (rule != null && blanked.contains(cell.name()) && !rule.equals("identifier_in_value")) {
        emptied.merge(cell.name(), 1L, Long::sum);
        out[c] = "";
      } else if (rule != null) {
        reject(rule, row, cell.name());
        return false;
      }
    }
    return true;
  }

  private String fillKey() {
    out[keyColumn] = keys.id();
    return null;
  }

  private String readCell(CsvRecord row, int column, Cell cell, String number) {
    int field = header.fieldOfColumn().get(column);
    String text = field < 0 ? "" : row.getField(field).strip();
    String fill = filled.get(cell.name());
    if (fill != null) {
      out[column] = fill;
      return text.isEmpty() || text.equals(fill) ? null : "not_as_declared";
    }
    if (localIds.contains(cell.name())) {
      return readLocalId(row, column, cell, text);
    }
    if (field < 0 && birthDate != null && cell.name().equals("birth_year")) {
      text = year(row.getField(header.birthDate()));
    }
    String rule = cell.read(text, number);
    out[column] = cell.value();
    return rule;
  }

  private String readLocalId(CsvRecord row, int column, Cell cell, String text) {
    if (text.isEmpty()) {
      return cell.isRequired() ? "required" : null;
    }
    if (!header.isPseudonymised()) {
      out[column] = pseudonym.ofLocal(declared.sender(), cell.name(), text);
      return null;
    }
    out[column] = Pseudonym.isWellFormed(text) ? advanced(row, text) : "";
    return out[column].isEmpty() ? "token_format" : null;
  }

  /**
   * The digits of a date that can be a year, 1958-08-03 or 19580803; the rules find what is none.
   */
  private static String year(String date) {
    Matcher matcher = YEAR.matcher(date);
    return matcher.find() ? matcher.group(1) : date.isBlank() ? "" : "?";
  }

  private void reject(String rule, CsvRecord row, String column) {
    rejected.merge(rule, 1L, Long::sum);
    rejections.accept(new Rejection(rule, row.getStartingLineNumber(), column));
  }

  Admission admission(java.nio.file.Path output) {
    List<String> warnings = new ArrayList<>();
    if (!header.unread().isEmpty()) {
      warnings.add(
          "columns that the contract does not know were not read: positions "
              + header.unread().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    emptied.forEach(
        (column, count) ->
            warnings.add(count + " values of " + column + " could not be read: left empty"));
    return new Admission(
        declared.about(rows, content.sha256(), keys.id()),
        output,
        header.layout(),
        content.encoding().name(),
        keys.id(),
        rows,
        accepted,
        optedOut,
        lines,
        Map.copyOf(rejected),
        List.copyOf(warnings));
  }
}
