package pcw.sampledata;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.Presentation.Pack;
import pcw.sampledata.Region.Practice;

/** What each practice prescribes in each month. */
final class Prescribing {
  /** Weekdays of an average month. */
  private static final double WEEKDAYS = 21.74;

  private static final List<Pack> LARGE_BOTTLES = Presentation.packs("500:6 1000:3 300:1");

  private final Scale scale;
  private final Region region;
  private final ListSize lists;
  private final List<Presentation> catalogue;

  /**
   * So many items of one presentation, each made out for the same quantity.
   *
   * @param snomed which of the product's SNOMED codes: 0 or 1
   */
  record Line(Presentation presentation, BigDecimal quantity, int items, int snomed) {}

  Prescribing(Scale scale, Region region) {
    this.scale = scale;
    this.region = region;
    this.lists = new ListSize(scale, region);
    this.catalogue = Presentation.catalogue(scale.presentations(), scale.seed());
  }

  List<Presentation> catalogue() {
    return catalogue;
  }

  /** The month's lines of a practice, in the order of the catalogue. */
  List<Line> lines(Practice practice, YearMonth month) {
    List<Line> lines = new ArrayList<>();
    for (Presentation presentation : catalogue) {
      if (!presentation.isCoded(month)) {
        continue;
      }
      double mean = mean(practice, presentation, month);
      if (practice.code().equals(Story.MERGED_INTO) && Story.MERGES.hasBegun(month)) {
        Practice merged = region.practice(Story.MERGES.practice());
        mean += usual(merged, presentation, month, lists.own(merged, month));
      }
      Dice dice = Dice.of(scale.seed(), "items", practice.code(), presentation.product(), month);
      add(lines, practice, presentation, dice.count(mean), dice);
    }
    return lines;
  }

  /** A few lines of a prescriber that is no GP practice, or of an unidentified one. */
  List<Line> lines(String code, YearMonth month, int most) {
    List<Line> lines = new ArrayList<>();
    for (Presentation presentation : catalogue) {
      Dice chosen = Dice.of(scale.seed(), "prescriber", code, presentation.product());
      if (presentation.isCoded(month) && lines.size() < most && chosen.uniform() < 0.3) {
        Dice dice = Dice.of(scale.seed(), "items", code, presentation.product(), month);
        int items = dice.count(presentation.kind().isOpioidOrGabapentinoid() ? 2.5 : 4);
        if (items > 0) {
          BigDecimal quantity = presentation.quantities().get(0).quantity();
          lines.add(new Line(presentation, quantity, items, 0));
        }
      }
    }
    return lines;
  }

  private double mean(Practice practice, Presentation presentation, YearMonth month) {
    double share = Story.share(practice.code(), month);
    if (share == 0) {
      return 0;
    }
    double patients = lists.patients(practice, month);
    if (patients == 0 || practice.code().equals(Story.MERGED_INTO)) {
      patients = lists.own(practice, month);
    }
    return share * usual(practice, presentation, month, patients);
  }

  private double usual(
      Practice practice, Presentation presentation, YearMonth month, double patients) {
    Kind kind = presentation.kind();
    long age = scale.firstMonth().until(month, ChronoUnit.MONTHS);
    return patients
        / 1000
        * presentation.itemsPerThousand()
        * habit(practice, kind)
        * preference(practice, presentation)
        * StrictMath.exp((kind.changePerMonth + drift(practice, kind)) * age)
        * kind.season(month.getMonthValue())
        * StrictMath.pow(weekdays(month) / WEEKDAYS, 0.6)
        * Story.factor(practice.code(), kind, month);
  }

  /** How much of a kind a practice prescribes, beside its patients' number. */
  private double habit(Practice practice, Kind kind) {
    boolean isInStory = Story.TAPERS.isOf(practice.code()) || Story.RISES.isOf(practice.code());
    double chance = isInStory ? 0 : Dice.of(scale.seed(), "habit", practice.code(), kind).normal();
    return StrictMath.exp(
        kind.deprivation * practice.deprivation()
            + kind.spread * chance
            - kind.spread * kind.spread / 2);
  }

  /** How one practice's trend differs from the region's, a month. */
  private double drift(Practice practice, Kind kind) {
    double spread =
        switch (kind) {
          case HIGH_DOSE -> 0.006;
          case LOW_DOSE, MORPHINE_LIQUID, GABAPENTINOID -> 0.003;
          default -> 0.001;
        };
    return spread * Dice.of(scale.seed(), "drift", practice.code(), kind).normal();
  }

  /**
   * The practice's taste for one product rather than another. Of the rarer ones each practice has
   * some only, and of those more, so that the region's volume does not depend on it.
   */
  private double preference(Practice practice, Presentation presentation) {
    Dice dice = Dice.of(scale.seed(), "preference", practice.code(), presentation.product());
    boolean isStrong = presentation.kind().compareTo(Kind.STRONG_SHORT) <= 0;
    double never = 0;
    if (isStrong && presentation.itemsPerThousand() < 0.6) {
      never = 0.45;
    } else if (presentation.kind().isOpioidOrGabapentinoid()
        && presentation.itemsPerThousand() < 1.2) {
      never = 0.30;
    }
    if (dice.uniform() < never) {
      return 0;
    }
    return StrictMath.exp((isStrong ? 0.40 : 0.15) * dice.normal()) / (1 - never);
  }

  private void add(
      List<Line> lines, Practice practice, Presentation presentation, int items, Dice dice) {
    if (items == 0) {
      return;
    }
    boolean isLiquidStory =
        Story.LIQUID_MORPHINE.isOf(practice.code()) && presentation.bnfCode().endsWith("CN");
    List<Pack> packs = isLiquidStory ? LARGE_BOTTLES : presentation.quantities();
    Dice taste = Dice.of(scale.seed(), "quantity", practice.code(), presentation.product());
    Pack usual = choose(packs, taste, null);
    boolean varies =
        isLiquidStory
            || taste.uniform() < (presentation.kind().isOpioidOrGabapentinoid() ? 0.2 : 0.1);
    int other =
        varies && packs.size() > 1
            ? (int) StrictMath.rint(items * (0.15 + 0.2 * dice.uniform()))
            : 0;
    if (other > 0) {
      lines.add(new Line(presentation, choose(packs, taste, usual).quantity(), other, 0));
    }
    int rest = items - other;
    // The file has one row for each SNOMED code, so that one quantity can stand on two rows.
    int second = rest >= 8 && taste.uniform() < 0.04 ? rest / 3 : 0;
    if (second > 0) {
      lines.add(new Line(presentation, usual.quantity(), second, 1));
    }
    if (rest > second) {
      lines.add(new Line(presentation, usual.quantity(), rest - second, 0));
    }
  }

  private static Pack choose(List<Pack> packs, Dice dice, Pack not) {
    int sum = packs.stream().filter(p -> !p.equals(not)).mapToInt(Pack::weight).sum();
    int drawn = dice.below(sum);
    for (Pack pack : packs) {
      if (!pack.equals(not)) {
        drawn -= pack.weight();
        if (drawn < 0) {
          return pack;
        }
      }
    }
    throw new IllegalStateException("no quantity left to choose");
  }

  private static int weekdays(YearMonth month) {
    int count = 0;
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      count += month.atDay(day).getDayOfWeek().getValue() <= 5 ? 1 : 0;
    }
    return count;
  }
}
