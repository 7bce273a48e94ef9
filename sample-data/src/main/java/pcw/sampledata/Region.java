package pcw.sampledata;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The organisations of the fictional region (several regions at national scale). */
record Region(List<Practice> practices, List<Prescriber> others) {
  /** Practices of a PCN, in turn. */
  private static final int[] PCN_SIZES = {4, 5, 3, 4};

  /**
   * A GP practice. Its places in the hierarchy are numbers, of which {@link Names} makes codes.
   *
   * @param deprivation about -2 (least) to 2 (most deprived)
   * @param tilt how much older its patients are than usual, about -1 to 1
   * @param size its registered list at the start
   * @param growth the change of the list a month, as a share
   */
  record Practice(
      int number,
      String code,
      String name,
      int pcn,
      int locality,
      int subIcb,
      int icb,
      int region,
      double deprivation,
      double tilt,
      double size,
      double growth,
      String supplier) {

    /** Null where the practice is in no PCN. */
    Integer pcnIn(YearMonth month) {
      if (Story.UNALLOCATED.isOf(code)) {
        return null;
      }
      return Story.MOVES_PCN.isOf(code) && Story.MOVES_PCN.hasBegun(month)
          ? Integer.valueOf(Story.PCN_AFTER_MOVE)
          : Integer.valueOf(pcn);
    }

    String nameIn(YearMonth month) {
      return Story.RENAMED.isOf(code) && Story.RENAMED.hasBegun(month) ? "THE NEW " + name : name;
    }

    /** The first month with a list, or null: long before the first file. */
    YearMonth opened() {
      return Story.OPENS.isOf(code) ? Story.OPENS.month() : null;
    }

    /** The first month without a list, or null. */
    YearMonth closed() {
      if (Story.MERGES.isOf(code)) {
        return Story.MERGES.month();
      }
      return Story.CLOSES.isOf(code) ? Story.CLOSES.month() : null;
    }

    boolean isOpen(YearMonth month) {
      return (opened() == null || !month.isBefore(opened()))
          && (closed() == null || month.isBefore(closed()));
    }
  }

  /**
   * A prescriber that is no GP practice: in epraccur and in the prescribing, in no map.
   *
   * @param setting the prescribing setting, as epraccur codes it
   */
  record Prescriber(String code, String name, int setting, int subIcb, int icb, int region) {}

  static Region of(Scale scale) {
    List<Practice> practices = new ArrayList<>();
    int pcns = pcns(scale.practices());
    int pcn = 0;
    int left = PCN_SIZES[0];
    for (int i = 0; i < scale.practices(); i++) {
      if (left-- == 0) {
        pcn++;
        left = PCN_SIZES[pcn % PCN_SIZES.length] - 1;
      }
      int home = pcn * scale.localities() / pcns;
      boolean across = Story.ACROSS_SUB_ICBS.isOf(Names.practiceCode(i));
      int locality = Math.min(scale.localities() - 1, across ? home + 1 : home);
      practices.add(practice(scale, i, pcn, locality));
    }
    List<Prescriber> others =
        List.of(
            new Prescriber("ZY0001", "HALLOWDALE OUT OF HOURS SERVICE", 2, 0, 0, 0),
            new Prescriber(
                "ZY0002",
                "HMP MARRAM SANDS HEALTHCARE",
                25,
                scale.subIcbs() - 1,
                scale.icbs() - 1,
                scale.regions() - 1),
            new Prescriber(
                "ZY0003",
                "ST OSYTHA'S HOSPICE, SALTMERE",
                13,
                scale.subIcbs() - 1,
                scale.icbs() - 1,
                scale.regions() - 1));
    return new Region(List.copyOf(practices), others);
  }

  private static Practice practice(Scale scale, int number, int pcn, int locality) {
    String code = Names.practiceCode(number);
    int subIcb = locality * scale.subIcbs() / scale.localities();
    int icb = subIcb * scale.icbs() / scale.subIcbs();
    Dice dice = Dice.of(scale.seed(), "practice", code);
    // Places differ more than the practices of one place do.
    double place = Dice.of(scale.seed(), "deprivation", pcn).normal();
    double deprivation = 0.8 * place + 0.5 * dice.normal();
    String[] suppliers = {"EMIS", "TPP", "EMIS", "TPP", "Unknown"};
    return new Practice(
        number,
        code,
        Names.practice(number),
        pcn,
        locality,
        subIcb,
        icb,
        icb * scale.regions() / scale.icbs(),
        Math.max(-2, Math.min(2, deprivation)),
        0.5 * Dice.of(scale.seed(), "age", pcn).normal() - 0.15 * deprivation,
        Math.max(2_400, Math.min(19_500, 7_800 * StrictMath.exp(0.42 * dice.normal()))),
        0.0004 + 0.0012 * dice.normal(),
        suppliers[dice.below(number % 19 == 0 ? 5 : 4)]);
  }

  private static int pcns(int practices) {
    int pcns = 0;
    for (int placed = 0; placed < practices; pcns++) {
      placed += PCN_SIZES[pcns % PCN_SIZES.length];
    }
    return pcns;
  }

  Practice practice(String code) {
    return practices.stream().filter(p -> p.code().equals(code)).findFirst().orElseThrow();
  }
}
