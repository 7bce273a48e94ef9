package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Writes what the boards say that their link workers, coaches and coordinators cost in a year. */
final class CostFiles {
  /** Financial years by their first day; the first of the sample is not whole. */
  private static final List<LocalDate> YEARS =
      List.of(LocalDate.of(2024, 4, 1), LocalDate.of(2025, 4, 1));

  private final Scale scale;
  private final Region region;
  private final List<Referral> referrals;

  CostFiles(Scale scale, Region region, List<Referral> referrals) {
    this.scale = scale;
    this.region = region;
    this.referrals = referrals;
  }

  void write(Path people, List<String> boards) throws IOException {
    Path folder = Files.createDirectories(people.resolve("programme_cost"));
    try (CsvWriter out = DeliveredFile.plain("programme_cost.csv").open(folder)) {
      out.writeRecord("icb_code", "role", "financial_year", "cost_gbp", "covers");
      for (String board : boards) {
        for (LocalDate year : YEARS) {
          for (Role role : Role.values()) {
            String cost = Long.toString(cost(board, role, year));
            out.writeRecord(board, role.code, name(year), cost, "Pay, management and training");
          }
        }
      }
    }
  }

  private static String name(LocalDate year) {
    return year.getYear() + "/" + Names.digits((year.getYear() + 1) % 100, 2);
  }

  /** In whole thousands, from some 250 to 450 pounds a referral. */
  private long cost(String board, Role role, LocalDate year) {
    long taken =
        referrals.stream()
            .filter(referral -> referral.role() == role)
            .filter(
                referral -> board.equals(Names.icbCode(region.practice(referral.practice()).icb())))
            .filter(
                referral ->
                    !referral.referredOn().isBefore(year)
                        && referral.referredOn().isBefore(year.plusYears(1)))
            .count();
    int each =
        switch (role) {
          case LINK_WORKER -> 280;
          case COACH -> 410;
          case COORDINATOR -> 330;
        };
    Dice dice = Dice.of(scale.seed(), "cost", board, role, year);
    return Math.round(taken * each * (0.9 + 0.2 * dice.uniform()) / 1_000) * 1_000;
  }
}
