package pcw.sampledata;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One presentation that can be prescribed.
 *
 * @param bnfCode 15 characters, or 11 for an appliance
 * @param classicName the name as the classic files spell it
 * @param currentName the name as the files with SNOMED codes spell it
 * @param adqPerUnit average daily quantities in one unit of quantity; 0 where none is assigned
 * @param pricePerUnit £, list price
 * @param itemsPerThousand items a month for 1,000 patients of an ordinary practice
 * @param quantities what one item is made out for
 * @param firstMonth the first month of the code, or null
 * @param lastMonth the last month of the code, or null
 */
record Presentation(
    String bnfCode,
    String classicName,
    String currentName,
    String chemicalName,
    String chapter,
    Kind kind,
    BigDecimal adqPerUnit,
    BigDecimal pricePerUnit,
    double itemsPerThousand,
    List<Pack> quantities,
    YearMonth firstMonth,
    YearMonth lastMonth) {

  /** A quantity and how often it is chosen, in relation to the others. */
  record Pack(BigDecimal quantity, int weight) {}

  /** Nine characters, or the four-digit section of an appliance. */
  String chemicalCode() {
    return bnfCode.substring(0, bnfCode.length() == 15 ? 9 : 4);
  }

  /** Equal for the codes that one product has had, so that it is the same product throughout. */
  String product() {
    return firstMonth == null && lastMonth == null ? bnfCode : currentName;
  }

  boolean isCoded(YearMonth month) {
    return (firstMonth == null || !month.isBefore(firstMonth))
        && (lastMonth == null || !month.isAfter(lastMonth));
  }

  /**
   * About {@code count} presentations a practice and month: every opioid and gabapentinoid of the
   * catalogue (an ordinary practice prescribes some 40 of them in a month), and as many others as
   * are asked for, invented ones where the catalogue ends. In an order of their own, which is not
   * that of the codes.
   */
  static List<Presentation> catalogue(int count, long seed) {
    List<Presentation> chosen = new ArrayList<>();
    int others = Math.max(1, count - 40);
    for (Presentation known : read()) {
      if (known.kind.isOpioidOrGabapentinoid() || others-- > 0) {
        chosen.add(known);
      }
    }
    for (int i = 0; i < others; i++) {
      chosen.add(InventedPresentation.numbered(i));
    }
    chosen.sort(Comparator.comparing(p -> Dice.of(seed, "order", p.bnfCode).next()));
    return List.copyOf(chosen);
  }

  private static List<Presentation> read() {
    try (InputStream in = Presentation.class.getResourceAsStream("presentation.csv");
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return rows.stream().map(Presentation::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Presentation of(NamedCsvRecord row) {
    return new Presentation(
        row.getField("bnf_code"),
        row.getField("classic_name"),
        row.getField("current_name"),
        row.getField("chemical_name"),
        row.getField("chapter"),
        Kind.valueOf(Names.upper(row.getField("kind"))),
        new BigDecimal(row.getField("adq_per_unit")),
        new BigDecimal(row.getField("price_per_unit_gbp")),
        Double.parseDouble(row.getField("items_per_1000")),
        packs(row.getField("quantities")),
        month(row.getField("first_month")),
        month(row.getField("last_month")));
  }

  static List<Pack> packs(String text) {
    return Arrays.stream(text.split(" "))
        .map(pack -> pack.split(":"))
        .map(pack -> new Pack(new BigDecimal(pack[0]), Integer.parseInt(pack[1])))
        .toList();
  }

  private static YearMonth month(String text) {
    return text.isEmpty() ? null : YearMonth.parse(text);
  }
}
