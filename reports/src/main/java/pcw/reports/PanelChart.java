package pcw.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One or more series, each in a panel of its own with its own axis, above one common axis of time:
 * never two axes in one panel. A control chart is such a chart with one panel that has limits.
 */
final class PanelChart implements Drawing {
  /** What a point looks like: after the convention of control charts. */
  enum Look {
    PLAIN(Pen.NAVY),
    COMMON(Palette.of("SpcCommon")),
    BETTER_UP(Palette.of("SpcImprovement")),
    BETTER_DOWN(Palette.of("SpcImprovement")),
    WORSE_UP(Palette.of("SpcConcern")),
    WORSE_DOWN(Palette.of("SpcConcern")),
    NEITHER(Palette.of("SpcNeither"));

    private final Color colour;

    Look(Color colour) {
      this.colour = colour;
    }
  }

  /**
   * @param value null where nothing is shown; {@code sign} then says why
   * @param lower with {@code upper} the 95% interval; null where there is none
   */
  record Point(LocalDate end, Double value, Double lower, Double upper, String sign, Look look) {}

  /** Process limits between two days. */
  record Limits(LocalDate from, LocalDate to, double mean, double lower, double upper) {}

  /** A target between two days. */
  record Target(LocalDate from, LocalDate to, double value, String label) {}

  /**
   * @param empty what is said where there is no point
   */
  record Panel(
      String title,
      List<Point> points,
      List<Limits> limits,
      List<Target> targets,
      int decimals,
      String empty) {
    /** The lowest that is drawn: a limit below zero only where a value is. */
    double floor() {
      return points.stream()
              .anyMatch(p -> Stream.of(p.value(), p.lower()).anyMatch(v -> v != null && v < 0))
          ? Double.NEGATIVE_INFINITY
          : 0;
    }
  }

  /** Something that was done. */
  record Event(LocalDate on, String label) {}

  private final List<Panel> panels;
  private final List<Event> events;
  private final YearMonth first;
  private final YearMonth last;

  PanelChart(List<Panel> panels, List<Event> events) {
    this.panels = List.copyOf(panels);
    List<YearMonth> months =
        panels.stream().flatMap(p -> p.points().stream()).map(p -> month(p.end())).toList();
    first = months.stream().min(YearMonth::compareTo).orElseThrow();
    last = months.stream().max(YearMonth::compareTo).orElseThrow();
    this.events =
        events.stream()
            .filter(e -> !month(e.on()).isBefore(first) && !month(e.on()).isAfter(last))
            .toList();
  }

  private static YearMonth month(LocalDate day) {
    return YearMonth.from(day);
  }

  @Override
  public void draw(Graphics2D g, double width, double height, float text) {
    Pen pen = new Pen(g, text);
    double left = text * 3.6;
    double right = width - text * 8;
    int lanes = Math.min(3, events.size());
    double top = lanes * text * 1.25;
    double bottom = height - text * 1.9;
    double each = (bottom - top) / panels.size();
    Frame frame = new Frame(pen, left, right);
    for (int i = 0; i < panels.size(); i++) {
      frame.panel(panels.get(i), top + i * each, top + (i + 1) * each - text * 0.5);
    }
    frame.months(bottom);
    frame.events();
  }

  private final class Frame {
    private final Pen pen;
    private final double left;
    private final double right;
    private final float size;
    private double top;
    private double bottom;
    private ValueAxis axis;
    private double shift;
    private final List<double[]> plots = new ArrayList<>();

    Frame(Pen pen, double left, double right) {
      this.pen = pen;
      this.left = left;
      this.right = right;
      this.size = pen.size();
    }

    double x(LocalDate day) {
      long months = ChronoUnit.MONTHS.between(first, last);
      double at = ChronoUnit.MONTHS.between(first, month(day));
      return months == 0
          ? (left + right) / 2
          : left + size * 0.5 + (right - left - size) * at / months;
    }

    double y(double value) {
      return bottom - (bottom - top) * (value + shift - axis.from()) / (axis.to() - axis.from());
    }

    void panel(Panel panel, double from, double to) {
      pen.text(panel.title(), true, Pen.INK, 0, from + size * 1.1);
      top = from + size * 2;
      bottom = to - size * 0.4;
      plots.add(new double[] {top, bottom});
      List<Double> drawn = drawn(panel);
      if (drawn.isEmpty()) {
        pen.line(left, bottom, right, bottom, Pen.GREY, 0.6);
        pen.text(
            panel.points().isEmpty()
                ? panel.empty()
                : "No period is shown: "
                    + (panel.points().stream().anyMatch(p -> p.sign().equals("[c]"))
                        ? "withheld to protect small numbers [c]."
                        : "not submitted [x]."),
            false,
            Pen.GREY,
            left + size,
            (top + bottom) / 2);
        return;
      }
      double least = drawn.stream().min(Double::compare).orElseThrow();
      double most = drawn.stream().max(Double::compare).orElseThrow();
      // The axis starts at zero; where values are negative it is moved down by a whole step.
      ValueAxis plain = ValueAxis.over(least < 0 ? 0 : least, Math.max(most, -least), 3);
      shift = least < 0 ? Math.ceil(-least / plain.step()) * plain.step() : 0;
      axis = new ValueAxis(plain.from(), plain.to() + shift, plain.step());
      for (double tick : axis.ticks()) {
        double value = tick - shift;
        pen.tick(value, axis.decimals(), left, right, y(value));
      }
      limits(panel);
      series(panel);
    }

    private void limits(Panel panel) {
      for (Limits l : panel.limits()) {
        double from = x(l.from().isBefore(first.atDay(1)) ? first.atDay(1) : l.from());
        double to = x(l.to().isAfter(last.atEndOfMonth()) ? last.atEndOfMonth() : l.to());
        double lower = Math.max(l.lower(), panel.floor());
        pen.line(from, y(l.mean()), to, y(l.mean()), Pen.INK, 1);
        pen.dashed(from, y(l.upper()), to, y(l.upper()), Pen.GREY, 0.9);
        pen.dashed(from, y(lower), to, y(lower), Pen.GREY, 0.9);
      }
      for (Target t : panel.targets()) {
        LocalDate end = t.to() == null ? last.atEndOfMonth() : t.to().minusDays(1);
        if (end.isBefore(first.atDay(1)) || t.from().isAfter(last.atEndOfMonth())) {
          continue;
        }
        LocalDate start = t.from().isBefore(first.atDay(1)) ? first.atDay(1) : t.from();
        end = end.isAfter(last.atEndOfMonth()) ? last.atEndOfMonth() : end;
        pen.line(x(start), y(t.value()), x(end), y(t.value()), Pen.TARGET, 1.2);
      }
    }

    private void series(Panel panel) {
      Path2D path = new Path2D.Double();
      boolean isOn = false;
      for (Point p : panel.points()) {
        if (p.value() == null) {
          isOn = false;
        } else if (isOn) {
          path.lineTo(x(p.end()), y(p.value()));
        } else {
          path.moveTo(x(p.end()), y(p.value()));
          isOn = true;
        }
      }
      pen.path(path, panel.limits().isEmpty() ? Pen.NAVY : Pen.GREY, 1.4);
      double free = -1;
      Point end = null;
      for (Point p : panel.points()) {
        double at = x(p.end());
        if (p.value() == null) {
          double from = at - pen.width(p.sign(), false) / 2;
          if (!p.sign().isEmpty() && from > free) {
            pen.text(p.sign(), false, Pen.INK, from, bottom - size * 0.35);
            free = from + pen.width(p.sign(), false);
          }
          continue;
        }
        if (p.lower() != null && p.upper() != null) {
          pen.line(at, y(p.lower()), at, y(p.upper()), Pen.NAVY, 0.8);
        }
        marker(at, y(p.value()), p.look());
        end = p;
      }
      labels(panel, end);
    }

    private void labels(Panel panel, Point end) {
      record Label(String text, boolean isBold, Color colour, double y) {}
      List<Label> labels = new ArrayList<>();
      if (end != null) {
        labels.add(
            new Label(
                Figures.number(end.value(), panel.decimals())
                    + (month(end.end()).equals(last) ? "" : " " + Figures.month(end.end())),
                true,
                Pen.NAVY,
                y(end.value())));
      }
      if (!panel.limits().isEmpty()) {
        Limits l = panel.limits().get(panel.limits().size() - 1);
        labels.add(new Label("upper limit", false, Pen.GREY, y(l.upper())));
        labels.add(
            new Label(
                "mean " + Figures.number(l.mean(), panel.decimals()), false, Pen.INK, y(l.mean())));
        labels.add(
            new Label("lower limit", false, Pen.GREY, y(Math.max(l.lower(), panel.floor()))));
      }
      panel.targets().stream()
          .filter(t -> !t.from().isAfter(last.atEndOfMonth()))
          .filter(t -> t.to() == null || t.to().isAfter(last.atDay(1)))
          .forEach(
              t ->
                  labels.add(
                      new Label(
                          "target " + Figures.number(t.value(), 0),
                          false,
                          Pen.TARGET,
                          y(t.value()))));
      labels.sort((a, b) -> Double.compare(a.y(), b.y()));
      double gap = size * 1.15;
      double[] at = new double[labels.size()];
      for (int i = 0; i < at.length; i++) {
        at[i] = Math.max(labels.get(i).y(), i == 0 ? top : at[i - 1] + gap);
      }
      for (int i = at.length - 1; i >= 0; i--) {
        at[i] = Math.min(at[i], i == at.length - 1 ? bottom : at[i + 1] - gap);
      }
      for (int i = 0; i < at.length; i++) {
        Label l = labels.get(i);
        pen.text(l.text(), l.isBold(), l.colour(), right + size * 0.7, at[i] + size * 0.33);
      }
    }

    private void marker(double x, double y, Look look) {
      double r = size * 0.32;
      switch (look) {
        case PLAIN -> pen.dot(x, y, size * 0.22, look.colour);
        case COMMON ->
            pen.marked(
                new Ellipse2D.Double(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6), look.colour);
        case BETTER_UP, WORSE_UP -> pen.marked(Icon.triangle(x, y, r, true), look.colour);
        case BETTER_DOWN, WORSE_DOWN -> pen.marked(Icon.triangle(x, y, r, false), look.colour);
        case NEITHER ->
            pen.marked(
                new Rectangle2D.Double(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6), look.colour);
      }
    }

    void months(double bottom) {
      long months = ChronoUnit.MONTHS.between(first, last);
      long every = months <= 6 ? 1 : months <= 18 ? 3 : 6;
      for (YearMonth m = last; !m.isBefore(first); m = m.minusMonths(every)) {
        double at = x(m.atEndOfMonth());
        String label = Figures.month(m.atDay(1));
        pen.line(at, bottom - size * 0.6, at, bottom - size * 0.2, Pen.GREY, 0.6);
        double from = at - pen.width(label, false) / 2;
        if (from >= 0) {
          pen.text(label, false, Pen.GREY, from, bottom + size * 1.0);
        }
      }
    }

    /** A line in each panel, so that it crosses no title; its label above all of them. */
    void events() {
      int lane = 0;
      for (Event event : events) {
        double at = x(event.on());
        double y = (lane % 3 + 1) * size * 1.25 - size * 0.2;
        for (double[] plot : plots) {
          pen.dashed(at, plot[0], at, plot[1], Pen.ORANGE, 1);
        }
        pen.fill(Icon.triangle(at, y + size * 0.35, size * 0.3, false), Pen.ORANGE);
        String label =
            pen.fit(event.label() + ", " + Figures.month(event.on()), right - left, false);
        double wide = pen.width(label, false);
        pen.text(
            label, false, Pen.INK, at + wide + 3 > right + size * 7 ? at - wide - 3 : at + 3, y);
        lane++;
      }
    }

    private List<Double> drawn(Panel panel) {
      List<Double> values = new ArrayList<>();
      panel
          .points()
          .forEach(
              p ->
                  Stream.of(
                          p.value(),
                          p.value() == null ? null : p.lower(),
                          p.value() == null ? null : p.upper())
                      .filter(v -> v != null)
                      .forEach(values::add));
      if (!values.isEmpty()) {
        panel
            .limits()
            .forEach(l -> values.addAll(List.of(Math.max(l.lower(), panel.floor()), l.upper())));
        panel.targets().forEach(t -> values.add(t.value()));
      }
      return values;
    }
  }
}
