package pcw.sampledata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import pcw.sampledata.Budget.Payment;

/** What becomes of a budget: what it costs, how it is paid, reviewed and ended. */
final class BudgetCourse {
  /**
   * The groups of people who may have a budget: their share of all, the usual amount (a year's, or
   * the whole of one paid once) and their age.
   */
  enum Group {
    ADULT_CHC("adult_chc", 31, 41_000, 68, 15),
    CHILDREN("childrens_continuing_care", 9, 26_000, 10, 4),
    SECTION_117("section_117", 15, 13_500, 45, 13),
    WHEELCHAIR("wheelchair", 34, 950, 54, 20),
    OTHER("other", 11, 9_200, 58, 16);

    final String code;
    final double share;
    final int pounds;
    final double meanAge;
    final double ageSpread;

    Group(String code, double share, int pounds, double meanAge, double ageSpread) {
      this.code = code;
      this.share = share;
      this.pounds = pounds;
      this.meanAge = meanAge;
      this.ageSpread = ageSpread;
    }

    /** How often notional, third party, direct payment, mixed. */
    private double[] modes() {
      return switch (this) {
        case CHILDREN -> new double[] {30, 20, 45, 5};
        case WHEELCHAIR -> new double[] {72, 23, 5, 0};
        default -> new double[] {42, 16, 38, 4};
      };
    }
  }

  private static final String[] MODES = {"notional", "third_party", "direct_payment", "mixed"};

  private final Dice dice;
  private final Group group;
  private final LocalDate agreedOn;
  private final LocalDate end;

  /**
   * @param end the last day of the sample; what would come later has not happened
   */
  BudgetCourse(Dice dice, Group group, LocalDate agreedOn, LocalDate end) {
    this.dice = dice;
    this.group = group;
    this.agreedOn = agreedOn;
    this.end = end;
  }

  Budget budget(String id, Person person, String board) {
    boolean isOneOff = group == Group.WHEELCHAIR || dice.chance(0.06);
    boolean isFastTrack = group == Group.ADULT_CHC && !isOneOff && dice.chance(0.12);
    String mode = MODES[dice.weighted(group.modes())];
    LocalDate started = by(agreedOn.plusDays(7L + dice.below(45)));
    long lasts = isFastTrack ? 25L + dice.below(60) : 200L + (long) (-900 * log());
    LocalDate ended = started == null || isOneOff ? started : by(started.plusDays(lasts));
    int pounds = tens(group.pounds * Math.max(0.35, 1 + 0.38 * dice.normal()));
    pounds = isOneOff && group != Group.WHEELCHAIR ? pounds / 10 : pounds;
    Integer conventional =
        !isOneOff && dice.chance(0.8)
            ? Integer.valueOf(tens(pounds * Math.max(0.7, 1.13 + 0.13 * dice.normal())))
            : null;
    LocalDate reviewed =
        started == null || isOneOff || dice.chance(0.2)
            ? null
            : by(started.plusDays(85L + dice.below(320)));
    boolean isReviewed = reviewed != null && (ended == null || !reviewed.isAfter(ended));
    Budget budget =
        new Budget(
            id,
            person,
            board,
            group.code,
            isFastTrack,
            group == Group.ADULT_CHC && dice.chance(0.82),
            mode,
            isOneOff,
            agreedOn,
            started,
            ended,
            pounds,
            conventional,
            conventional == null
                ? ""
                : new String[] {"in_payment", "assessed", "indicative"}[dice.weighted(46, 36, 18)],
            dice.chance(0.86),
            isOneOff ? 0 : tens(250 + 500 * dice.uniform()),
            !isOneOff && dice.chance(0.3) ? tens(300 + 600 * dice.uniform()) : 0,
            mode.equals("direct_payment") && !isOneOff ? tens(900 + 1_400 * dice.uniform()) : 0,
            isReviewed ? reviewed : null,
            isReviewed
                ? new String[] {"met", "partly_met", "not_met"}[dice.weighted(70, 22, 8)]
                : "",
            List.of());
    return withPayments(budget);
  }

  /** The same budget, paid from its start to its end or that of the sample. */
  Budget withPayments(Budget of) {
    return of.paying(of.startedOn() == null ? List.of() : of.isOneOff() ? once(of) : monthly(of));
  }

  private List<Payment> once(Budget of) {
    String category =
        of.group().equals("wheelchair")
            ? "wheelchair"
            : new String[] {"equipment", "assistive_technology", "respite"}[dice.below(3)];
    return List.of(new Payment(of.startedOn(), category, of.pounds(), of.pounds(), 0, 0));
  }

  /** Direct payments are evidenced in part; what is left is in part reclaimed every half year. */
  private List<Payment> monthly(Budget of) {
    String category =
        of.group().equals("section_117")
            ? new String[] {"therapy", "keeping_well", "personal_care"}[dice.below(3)]
            : "personal_care";
    boolean isEvidenced = of.mode().equals("direct_payment") || of.mode().equals("mixed");
    List<Payment> payments = new ArrayList<>();
    int left = 0;
    LocalDate last = of.endedOn() == null ? end : of.endedOn();
    for (LocalDate on = of.startedOn(); !on.isAfter(last); on = on.plusMonths(1)) {
      int paid = (int) (of.pounds() / 12.0 * (0.93 + 0.08 * dice.uniform()));
      int spent = isEvidenced ? (int) (paid * Math.min(1, 0.86 + 0.17 * dice.uniform())) : paid;
      payments.add(new Payment(on, category, paid, spent, paid - spent, 0));
      left += paid - spent;
      if (left > 0 && payments.size() % 7 == 6) {
        int back = (int) (left * (0.4 + 0.5 * dice.uniform()));
        payments.add(new Payment(on, category, 0, 0, 0, back));
        left -= back;
      }
    }
    return payments;
  }

  private double log() {
    return StrictMath.log(1 - dice.uniform());
  }

  private static int tens(double pounds) {
    return (int) (StrictMath.rint(pounds / 10) * 10);
  }

  private LocalDate by(LocalDate day) {
    return day.isAfter(end) ? null : day;
  }
}
