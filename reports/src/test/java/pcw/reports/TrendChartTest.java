package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendChartTest {
  private static TrendSeries.Point point(int month, Double value, String sign, boolean isBreak) {
    return new TrendSeries.Point(YearMonth.of(2026, month), value, sign, List.of(), null, isBreak);
  }

  private static String svg(TrendSeries series) {
    return Svg.of(
        (g, width, height, text) -> TrendChart.draw(g, series, width, height, text),
        0.42,
        "What it shows");
  }

  private static String svg(TrendSeries.Point... points) throws Exception {
    return svg(new TrendSeries("ZP001", "England", List.of(points)));
  }

  private static int strokes(String svg) {
    int from = svg.indexOf("stroke-width=\"2.2\"");
    String line = svg.substring(from, svg.indexOf("</g", from));
    return line.split("M", -1).length - 1;
  }

  @Test
  void aMissingMonthIsAGap() throws Exception {
    String whole =
        svg(
            point(1, 5.0, "", false),
            point(2, 6.0, "", false),
            point(3, 7.0, "", false),
            point(4, 6.0, "", false),
            point(5, 6.0, "", false));
    String gap =
        svg(
            point(1, 5.0, "", false),
            point(2, 6.0, "", false),
            point(3, null, "[x]", false),
            point(4, 6.0, "", false),
            point(5, 6.0, "", false));
    assertThat(strokes(gap)).isEqualTo(strokes(whole) + 1);
    assertThat(gap).contains(">[x]</text>");
  }

  @Test
  void nothingIsJoinedAcrossABreak() throws Exception {
    String whole =
        svg(
            point(1, 5.0, "", false),
            point(2, 6.0, "", false),
            point(3, 7.0, "", false),
            point(4, 6.0, "", false));
    String broken =
        svg(
            point(1, 5.0, "", false),
            point(2, 6.0, "", false),
            point(3, 7.0, "", true),
            point(4, 6.0, "", false));
    assertThat(strokes(broken)).isEqualTo(strokes(whole) + 1);
  }

  @Test
  void anEmptySeriesSaysSo() throws Exception {
    assertThat(svg()).contains("No figure has been published.");
  }

  @Test
  void theAxisStartsAtZeroUnlessThatIsUseless() {
    assertThat(ValueAxis.over(55, 70, 5)).isEqualTo(new ValueAxis(0, 80, 20));
    assertThat(ValueAxis.over(66, 70, 5)).isEqualTo(new ValueAxis(66, 70, 1));
    assertThat(ValueAxis.over(0, 0, 5).ticks()).containsExactly(0.0, 0.5, 1.0);
    assertThat(ValueAxis.over(0, 0.31, 5).decimals()).isEqualTo(1);
  }

  @Test
  void labelsAtTheEndDoNotTouch() throws Exception {
    List<Double> deciles = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      deciles.add(50 + i / 10.0);
    }
    String svg =
        svg(
            new TrendSeries(
                "ZP001",
                "England",
                List.of(
                    new TrendSeries.Point(YearMonth.of(2026, 8), 50.0, "", deciles, null, false),
                    new TrendSeries.Point(YearMonth.of(2026, 9), 50.5, "", deciles, null, false))));
    List<Double> rows =
        java.util.regex.Pattern.compile(
                "<text[^>]* y=\"([0-9.]+)\"[^>]*>(?:ZP001|90th|median|10th)")
            .matcher(svg)
            .results()
            .map(m -> Double.valueOf(m.group(1)))
            .sorted()
            .toList();
    assertThat(rows).hasSize(4);
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i) - rows.get(i - 1)).isGreaterThan(14);
    }
  }
}
