package pcw.sampledata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pcw.sampledata.DeliveredFile.Packing;
import pcw.sampledata.Region.Practice;

/**
 * One month of prescribing as large as England's, for measuring: practice after practice, each with
 * every presentation of the catalogue and a fifth of 9,900 invented ones. As in the real files, the
 * presentations of a practice stand in no order, and one row in ten has a quoted comma.
 */
final class NationalMonth {
  private static final Pattern MONTH = Pattern.compile("(20[0-9]{2})([0-9]{2})");
  private static final YearMonth DEFAULT_MONTH = YearMonth.of(2026, 6);
  private static final int MOST_PRACTICES = 9_000;
  private static final int ROWS_PER_PRACTICE = 2_000;
  private static final int PRESENTATIONS = 10_000;

  /** What a QUANTITY of a bad row is. */
  private static final byte[] NO_NUMBER = "28 tabs".getBytes(StandardCharsets.US_ASCII);

  /** A presentation with its text ready to be copied, and its figures as scaled whole numbers. */
  private static final class Row {
    final boolean isCommon;
    final byte[] text;
    final byte[] end;
    final long[] thousandths;
    final long adq100000ths;
    final long price100000ths;

    Row(Presentation what, EpdStyle style) {
      isCommon = !what.chemicalCode().endsWith("ZZ") && !what.bnfCode().startsWith("200399");
      text =
          RowBytes.fields(
              List.of(
                  what.chemicalCode(),
                  what.chemicalName(),
                  what.bnfCode(),
                  style.snomed() ? what.currentName() : what.classicName(),
                  what.chapter()));
      String snomed = style.snomed() ? "," + SnomedCode.of(what.bnfCode(), 0) : "";
      end = (",N" + snomed + "\n").getBytes(StandardCharsets.US_ASCII);
      thousandths =
          what.quantities().stream()
              .mapToLong(pack -> pack.quantity().movePointRight(3).longValueExact())
              .toArray();
      adq100000ths = what.adqPerUnit().movePointRight(5).longValueExact();
      price100000ths = what.pricePerUnit().movePointRight(5).longValueExact();
    }
  }

  private final RowBytes out;
  private final EpdStyle style;
  private final long rows;
  private final long badRows;
  private long row;

  private NationalMonth(RowBytes out, EpdStyle style, long rows, long badRows) {
    this.out = out;
    this.style = style;
    this.rows = rows;
    this.badRows = badRows;
  }

  static long write(Path file, long rows, long badRows, long seed) throws IOException {
    String name = file.getFileName().toString();
    Matcher found = MONTH.matcher(name);
    YearMonth month =
        found.find()
            ? YearMonth.of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
            : DEFAULT_MONTH;
    EpdStyle style =
        name.contains("SNOMED")
            ? new EpdStyle("ICB", true, 2, EpdStyle.Numbers.BARE_POINT, false)
            : new EpdStyle("ICB", false, 0, EpdStyle.Numbers.PLAIN, false);
    Packing packing = name.endsWith(".gz") ? Packing.GZ : Packing.PLAIN;
    try (OutputStream stream = DeliveredFile.stream(file, packing, name)) {
      RowBytes out = new RowBytes(stream);
      out.startRow();
      out.add(String.join(",", style.header()).getBytes(StandardCharsets.US_ASCII)).add('\n');
      new NationalMonth(out, style, rows, badRows).write(month, seed);
      return out.flush();
    }
  }

  private void write(YearMonth month, long seed) throws IOException {
    Scale scale = new Scale(MOST_PRACTICES, 300, 100, 36, 7, month, 1, PRESENTATIONS, false, seed);
    List<Practice> practices = Region.of(scale).practices();
    List<Row> catalogue =
        Presentation.catalogue(PRESENTATIONS, seed).stream()
            .filter(p -> p.isCoded(month))
            .map(p -> new Row(p, style))
            .toList();
    long perPractice = Math.max(ROWS_PER_PRACTICE, rows / MOST_PRACTICES + 1);
    for (int i = 0; row < rows; i++) {
      Practice practice = practices.get(i % MOST_PRACTICES);
      Dice dice = Dice.of(seed, "national", practice.code(), i);
      double share = perPractice * (0.4 + 1.2 * dice.uniform()) / catalogue.size();
      byte[] who = who(practice, month);
      int start = dice.below(catalogue.size());
      for (int j = 0; j < catalogue.size() && row < rows; j++) {
        Row presentation = catalogue.get((start + j) % catalogue.size());
        if (presentation.isCommon || dice.uniform() < share) {
          write(who, presentation, dice);
        }
      }
    }
  }

  private void write(byte[] who, Row what, Dice dice) throws IOException {
    boolean isBad = (row + 1) * badRows / rows > row * badRows / rows;
    row++;
    boolean bare = style.numbers() == EpdStyle.Numbers.BARE_POINT;
    long quantity = what.thousandths[dice.below(what.thousandths.length)];
    double drawn = dice.uniform();
    long items = 1 + (long) (drawn * drawn * drawn * (what.isCommon ? 150 : 9));
    long total = quantity * items;
    long adq = (total * what.adq100000ths + 500) / 1_000;
    long pence = (total * what.price100000ths + 500_000) / 1_000_000;
    long cost = pence * 927 + 10_653 * items;
    out.startRow();
    out.add(who).add(what.text);
    if (isBad) {
      out.add(NO_NUMBER);
    } else {
      out.add(quantity, 3, bare);
    }
    out.add(',').add(items).add(',');
    out.add(total, 3, bare).add(',');
    out.add(adq, 5, bare).add(',');
    out.add(pence, 2, bare).add(',');
    out.add(cost, 5, bare).add(what.end);
  }

  private byte[] who(Practice practice, YearMonth month) {
    String icb = "NHS " + Names.upper(Names.icb(practice.icb()));
    String subIcb = Names.subIcbCode(practice.subIcb());
    List<String> who =
        List.of(
            style.month(month),
            Names.upper(Names.region(practice.region())),
            Names.regionCode(practice.region()),
            icb + " INTEGRATED CARE BOARD",
            Names.icbCode(practice.icb()),
            icb + " ICB - " + subIcb,
            subIcb.length() == 3 ? subIcb + "00" : subIcb,
            practice.name(),
            practice.code(),
            Names.upper(Names.place(practice.number() + 1)) + " HEALTH CENTRE",
            practice.number() % 97
                + 1
                + " "
                + Names.upper(Names.place(practice.number() + 2))
                + " ROAD",
            Names.upper(Names.place(practice.pcn() * 4)),
            Names.PLACE,
            Names.postcode(practice.number()));
    return RowBytes.fields(who.stream().map(text -> text.replace(",", "")).toList());
  }
}
