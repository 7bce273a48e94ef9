package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.Prescribing.Line;
import pcw.sampledata.Region.Practice;
import pcw.sampledata.Region.Prescriber;

/** Writes a month of the English Prescribing Dataset. */
final class EpdFile {
  private static final BigDecimal CONTAINER_GBP = new BigDecimal("0.10653");
  private static final BigDecimal AVERAGE_DISCOUNT = new BigDecimal("0.0735");

  /** Which delivery of the month: the only one, a first one with faults, or its correction. */
  enum Version {
    ONLY,
    FIRST,
    FINAL
  }

  private final Scale scale;
  private final Region region;
  private final Prescribing prescribing;

  EpdFile(Scale scale, Region region, Prescribing prescribing) {
    this.scale = scale;
    this.region = region;
    this.prescribing = prescribing;
  }

  void write(Path folder, YearMonth month, Version version) throws IOException {
    EpdStyle style = EpdStyle.of(month);
    DeliveredFile file = EpdStyle.file(month, version == Version.FINAL, scale.compressed());
    try (CsvWriter out = file.open(folder)) {
      out.writeRecord(style.header());
      for (Practice practice : region.practices()) {
        if (version == Version.FIRST && isLeftOut(practice.code(), month)) {
          continue;
        }
        List<String> who = who(style, practice, month);
        for (Line line : prescribing.lines(practice, month)) {
          write(out, style, month, who, misKeyed(line, practice.code(), month, version), "N");
        }
      }
      for (Prescriber other : region.others()) {
        List<String> who =
            who(style, other.region(), other.icb(), other.subIcb(), other.name(), other.code());
        who.addAll(List.of("", "", "", "", ""));
        for (Line line : prescribing.lines(other.code(), month, 12)) {
          write(out, style, month, who, line, "N");
        }
      }
      writeUnidentified(out, style, month);
      if (month.equals(Story.BAD_ROWS)) {
        writeBadRows(out, style, month);
      }
    }
  }

  private static boolean isLeftOut(String practice, YearMonth month) {
    return (Story.CORRECTED.isOf(practice) && Story.CORRECTED.month().equals(month))
        || (Story.LATE.isOf(practice) && Story.LATE.month().equals(month));
  }

  private static Line misKeyed(Line line, String practice, YearMonth month, Version version) {
    boolean isWrong =
        version == Version.FIRST
            && practice.equals(Story.MISKEYED)
            && month.equals(Story.CORRECTED.month())
            && line.presentation().chemicalCode().equals("0407020Q0");
    return isWrong
        ? new Line(
            line.presentation(),
            line.quantity().multiply(BigDecimal.TEN),
            line.items(),
            line.snomed())
        : line;
  }

  /** Prescribing of which NHSBSA knows the sub-ICB location at best. */
  private void writeUnidentified(CsvWriter out, EpdStyle style, YearMonth month) {
    List<String> nowhere =
        List.of(
            "UNIDENTIFIED",
            "-",
            "UNIDENTIFIED",
            "-",
            "UNIDENTIFIED",
            "-",
            "UNIDENTIFIED DOCTORS",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-");
    for (Line line : prescribing.lines("-", month, 6)) {
      write(out, style, month, nowhere, line, "Y");
    }
    for (int subIcb = 0; subIcb < scale.subIcbs(); subIcb++) {
      String code = Names.subIcbCode(subIcb);
      if (code.length() > 3) {
        continue;
      }
      int icb = subIcb * scale.icbs() / scale.subIcbs();
      List<String> who =
          who(
              style,
              icb * scale.regions() / scale.icbs(),
              icb,
              subIcb,
              "UNIDENTIFIED DOCTORS",
              code + "998");
      who.addAll(List.of("", "", "", "", ""));
      for (Line line : prescribing.lines(code + "998", month, 3)) {
        write(out, style, month, who, line, "Y");
      }
    }
  }

  /** Three rows with one fault each: a quantity that is no number, no items, no practice. */
  private void writeBadRows(CsvWriter out, EpdStyle style, YearMonth month) {
    Practice practice = region.practices().get(0);
    Line line = prescribing.lines(practice, month).get(0);
    List<String> good = fields(style, month, who(style, practice, month), line, "N");
    writeWith(out, good, 19, "28 tablets");
    writeWith(out, good, 20, "0");
    writeWith(out, good, 8, "");
  }

  private static void writeWith(CsvWriter out, List<String> good, int column, String value) {
    List<String> bad = new ArrayList<>(good);
    bad.set(column, value);
    out.writeRecord(bad);
  }

  private static void write(
      CsvWriter out, EpdStyle style, YearMonth month, List<String> who, Line line, String unknown) {
    out.writeRecord(fields(style, month, who, line, unknown));
  }

  private List<String> who(EpdStyle style, Practice practice, YearMonth month) {
    List<String> who =
        who(
            style,
            practice.region(),
            practice.icb(),
            practice.subIcb(),
            practice.nameIn(month),
            practice.code());
    who.add(Names.building(practice.number()));
    who.add("");
    who.add(Names.upper(Names.place(practice.pcn() * 4)));
    who.add(Names.PLACE);
    who.add(Names.postcode(practice.number()));
    return who;
  }

  private static List<String> who(
      EpdStyle style, int region, int icb, int subIcb, String name, String code) {
    String padding = style.paddedCodes() ? "  " : "";
    String commissioner = Names.subIcbCode(subIcb);
    List<String> who = new ArrayList<>();
    who.add(Names.upper(Names.region(region)));
    who.add(Names.regionCode(region));
    who.add("NHS " + Names.upper(Names.icb(icb)) + " INTEGRATED CARE BOARD");
    who.add(Names.icbCode(icb));
    who.add("NHS " + Names.upper(Names.icb(icb)) + " ICB - " + commissioner);
    who.add((commissioner.length() == 3 ? commissioner + "00" : commissioner) + padding);
    who.add(name);
    who.add(code + padding);
    return who;
  }

  private static List<String> fields(
      EpdStyle style, YearMonth month, List<String> who, Line line, String unidentified) {
    Presentation what = line.presentation();
    BigDecimal total = line.quantity().multiply(BigDecimal.valueOf(line.items()));
    BigDecimal adq = total.multiply(what.adqPerUnit()).setScale(5, RoundingMode.HALF_UP);
    BigDecimal nic = total.multiply(what.pricePerUnit()).setScale(2, RoundingMode.HALF_UP);
    BigDecimal discount =
        AVERAGE_DISCOUNT.add(BigDecimal.valueOf(month.getMonthValue() * 7 % 12 - 5L, 5));
    BigDecimal cost =
        nic.multiply(BigDecimal.ONE.subtract(discount))
            .add(CONTAINER_GBP.multiply(BigDecimal.valueOf(line.items())))
            .setScale(5, RoundingMode.HALF_UP);
    List<String> fields = new ArrayList<>(27);
    fields.add(style.month(month));
    fields.addAll(who);
    fields.add(what.chemicalCode());
    fields.add(what.chemicalName());
    fields.add(what.bnfCode());
    fields.add(style.snomed() ? what.currentName() : what.classicName());
    fields.add(what.chapter());
    fields.add(number(style, line.quantity()));
    fields.add(Integer.toString(line.items()));
    fields.add(number(style, total));
    fields.add(number(style, adq));
    fields.add(number(style, nic));
    fields.add(number(style, cost));
    fields.add(unidentified);
    if (style.snomed()) {
      fields.add(SnomedCode.of(what.bnfCode(), line.snomed()));
    }
    return fields;
  }

  private static String number(EpdStyle style, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    String text = stripped.toPlainString();
    boolean isWhole = stripped.scale() <= 0;
    return switch (style.numbers()) {
      case PLAIN -> text;
      case POINT_ZERO -> isWhole ? text + ".0" : text;
      case BARE_POINT -> isWhole ? text + "." : text.startsWith("0.") ? text.substring(1) : text;
    };
  }
}
