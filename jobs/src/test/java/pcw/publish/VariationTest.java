package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.schemas.Contracts;
import pcw.statistics.Better;
import pcw.statistics.Spc;
import pcw.statistics.SpcSignal;
import pcw.statistics.SpcVariation;

/** Which series get a control chart, and where its icon stands. */
class VariationTest {
  private static final double[] STEADY = {5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6, 8, 5, 7, 6};

  @TempDir Path folder;

  private static MeasureDefinition measure(Better better, boolean countsQuantity) {
    return new MeasureDefinition(
        "m",
        "rate",
        Level.PRACTICE,
        1000,
        "u",
        true,
        true,
        countsQuantity,
        !countsQuantity,
        better,
        List.of(Window.MONTH),
        true,
        List.of(),
        List.of(),
        "");
  }

  private static Figures figures(double... values) {
    Figures figures =
        new Figures(
            1, IntStream.range(0, values.length).mapToObj(p -> new Period(p, p, p)).toList());
    for (int p = 0; p < values.length; p++) {
      figures.state[p] = Figures.State.SHOWN;
      figures.value[p] = values[p];
      figures.numerator[p] = values[p];
    }
    return figures;
  }

  private static double[] with(double last) {
    double[] values = STEADY.clone();
    values[values.length - 1] = last;
    return values;
  }

  @Test
  void aFallBelowTheLimitIsAnImprovementWhereLowerIsBetter() {
    Figures figures = figures(with(-9));
    List<Variation.Limit> limits =
        Variation.judge(measure(Better.LOWER, true), Window.MONTH, figures);
    assertThat(figures.signal[14])
        .isEqualTo(Variation.SIGNALS.indexOf(SpcSignal.BELOW_LOWER_LIMIT));
    assertThat(figures.icon[14]).isEqualTo(Variation.ICONS.indexOf(SpcVariation.IMPROVEMENT_LOW));
    assertThat(figures.icon[13]).isEqualTo(Figures.UNKNOWN);
    assertThat(limits).singleElement().satisfies(l -> assertThat(l.points()).isEqualTo(15));
  }

  @Test
  void aTeamMayFollowTheSpreadsheetTool() throws IOException {
    Path schemas = Path.of(System.getProperty("pcw.home")).resolve("schemas");
    assertThat(Variation.settings(Contracts.load(schemas))).isEqualTo(Spc.Settings.R_PACKAGE);
    for (String layer :
        List.of("landing", "codelist", "silver", "gold", "published", "ops", "quarantine")) {
      Files.createDirectory(folder.resolve(layer));
      try (Stream<Path> files = Files.list(schemas.resolve(layer))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(layer).resolve(file.getFileName()));
        }
      }
    }
    Path list = folder.resolve("codelist/spc_setting.csv");
    Files.writeString(list, Files.readString(list).replace("true,7,36", "false,7,36"));

    Spc.Settings chosen = Variation.settings(Contracts.load(folder));

    assertThat(chosen).isEqualTo(Spc.Settings.EXCEL_TOOL);
    Variation.Limit screened = limit(Spc.Settings.R_PACKAGE);
    Variation.Limit kept = limit(chosen);
    assertThat(kept.limits().lower()).isLessThan(screened.limits().lower());
    assertThat(Spc.Settings.R_PACKAGE.describe()).contains("screened");
    assertThat(chosen.describe()).contains("kept");
  }

  private static Variation.Limit limit(Spc.Settings settings) {
    return Variation.judge(
            measure(Better.LOWER, true),
            Window.MONTH,
            figures(with(-9)),
            Level.PRACTICE,
            List.of(),
            Registers.none(),
            settings)
        .get(0);
  }

  @Test
  void theSameFallIsAConcernWhereHigherIsBetterAndNeitherWhereNeitherIs() {
    Figures higher = figures(with(-9));
    Variation.judge(measure(Better.HIGHER, true), Window.MONTH, higher);
    assertThat(higher.icon[14]).isEqualTo(Variation.ICONS.indexOf(SpcVariation.CONCERN_LOW));
    Figures neither = figures(with(-9));
    Variation.judge(measure(Better.NEITHER, true), Window.MONTH, neither);
    assertThat(neither.icon[14]).isEqualTo(Variation.ICONS.indexOf(SpcVariation.NEITHER_LOW));
  }

  @Test
  void windowsThatOverlapHaveNoChart() {
    Figures figures = figures(STEADY);
    assertThat(Variation.judge(measure(Better.LOWER, true), Window.ROLLING_12, figures)).isEmpty();
    assertThat(figures.signal).containsOnly(Figures.UNKNOWN);
  }

  @Test
  void aMonthThatWasNotSubmittedIsAGapAndNotAZero() {
    Figures figures = figures(STEADY);
    figures.state[7] = Figures.State.NOT_SUBMITTED;
    figures.value[7] = Double.NaN;
    assertThat(Variation.judge(measure(Better.LOWER, true), Window.MONTH, figures))
        .singleElement()
        .satisfies(l -> assertThat(l.points()).isEqualTo(14));
    assertThat(figures.signal[7]).isEqualTo(Figures.UNKNOWN);
  }

  @Test
  void twelvePointsAreTooFewAndUnreliableOnesDoNotCount() {
    assertThat(
            Variation.judge(
                measure(Better.LOWER, true),
                Window.MONTH,
                figures(java.util.Arrays.copyOf(STEADY, 12))))
        .isEmpty();
    Figures figures = figures(STEADY);
    for (int p = 0; p < 3; p++) {
      figures.marks[p] = Figures.UNRELIABLE;
    }
    assertThat(Variation.judge(measure(Better.LOWER, true), Window.MONTH, figures)).isEmpty();
  }

  @Test
  void smallCountsOfEventsHaveNoChartButSmallQuantitiesDo() {
    double[] small = java.util.Arrays.stream(STEADY).map(v -> v / 2).toArray();
    assertThat(Variation.judge(measure(Better.LOWER, false), Window.MONTH, figures(small)))
        .isEmpty();
    assertThat(Variation.judge(measure(Better.LOWER, true), Window.MONTH, figures(small)))
        .hasSize(1);
  }

  @Test
  void aHiddenPointOrAChangeOfDefinitionLeavesNoChart() {
    Figures hidden = figures(STEADY);
    hidden.state[3] = Figures.State.SUPPRESSED;
    hidden.value[3] = Double.NaN;
    assertThat(Variation.judge(measure(Better.LOWER, true), Window.MONTH, hidden)).isEmpty();
    Figures changed = figures(STEADY);
    changed.marks[8] = Figures.BREAK;
    assertThat(Variation.judge(measure(Better.LOWER, true), Window.MONTH, changed)).isEmpty();
  }

  @Test
  void aCountThatLacksSendersIsNoPointWhileARateOfThoseWhoSentIs() {
    MeasureDefinition rate = measure(Better.HIGHER, true);
    MeasureDefinition count =
        new MeasureDefinition(
            "m",
            "count",
            Level.PRACTICE,
            1,
            "u",
            true,
            true,
            true,
            false,
            Better.HIGHER,
            List.of(Window.MONTH),
            true,
            List.of(),
            List.of(),
            "");
    for (MeasureDefinition measure : List.of(rate, count)) {
      Figures fallen = figures(with(-9));
      java.util.Arrays.fill(fallen.covered, 100);
      fallen.covered[14] = 82;
      Variation.judge(measure, Window.MONTH, fallen);
      assertThat(fallen.icon[14])
          .isEqualTo(
              measure.isCount()
                  ? Figures.UNKNOWN
                  : Variation.ICONS.indexOf(SpcVariation.CONCERN_LOW));
    }
  }
}
