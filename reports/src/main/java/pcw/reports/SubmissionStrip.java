package pcw.reports;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What was submitted when: a line for each source with a bar for each period, as high as the share
 * of units that reported, and a marked gap where nothing was.
 */
record SubmissionStrip(List<Source> sources, YearMonth first, YearMonth last) implements Drawing {
  /** One source, its periods in order. */
  record Source(String label, List<Period> periods) {}

  /**
   * @param months how many months it lasts
   * @param share of the units that reported, from 0 to 1
   */
  record Period(YearMonth end, int months, double share) {}

  @Override
  public void draw(Graphics2D g, double width, double height, float text) {
    Pen pen = new Pen(g, text);
    double left =
        Math.min(
            sources.stream().mapToDouble(s -> pen.width(s.label(), false)).max().orElse(0) + text,
            width * 0.4);
    double foot = text * 1.6;
    double each = (height - foot) / sources.size();
    long months = ChronoUnit.MONTHS.between(first, last) + 1;
    double month = (width - left) / months;
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      double base = (i + 1) * each - 2;
      double most = each - 6;
      pen.text(pen.fit(source.label(), left - text, false), false, Pen.INK, 0, base - text * 0.2);
      pen.line(left, base, width, base, Pen.GREY, 0.6);
      for (Period period : source.periods()) {
        double from =
            left + (ChronoUnit.MONTHS.between(first, period.end()) - period.months() + 1) * month;
        double wide = period.months() * month;
        if (period.share() > 0) {
          pen.fill(
              new Rectangle2D.Double(
                  from + 0.5, base - most * period.share(), wide - 1, most * period.share()),
              Pen.NAVY);
        } else {
          double middle = from + wide / 2;
          pen.line(middle - 2.5, base - 8, middle + 2.5, base - 3, Pen.ORANGE, 1.4);
          pen.line(middle - 2.5, base - 3, middle + 2.5, base - 8, Pen.ORANGE, 1.4);
        }
      }
    }
    for (YearMonth m = last; !m.isBefore(first); m = m.minusMonths(months > 18 ? 6 : 3)) {
      String label = Figures.month(m.atDay(1));
      double at = left + (ChronoUnit.MONTHS.between(first, m) + 0.5) * month;
      double from = Math.min(at - pen.width(label, false) / 2, width - pen.width(label, false));
      if (from >= left) {
        pen.text(label, false, Pen.GREY, from, height - text * 0.3);
      }
    }
  }

  /** The periods of a source without anything, in words. */
  static String gaps(Source source) {
    List<String> gaps =
        source.periods().stream()
            .filter(p -> p.share() == 0)
            .map(p -> Figures.month(p.end().atDay(1)))
            .toList();
    return source.label()
        + ": "
        + (gaps.isEmpty()
            ? "no gap"
            : gaps.size() > 6
                ? gaps.size() + " periods without anything"
                : "nothing for " + String.join(", ", gaps));
  }
}
