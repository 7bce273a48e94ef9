package pcw.sampledata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;

/** Writes everything about people that the region delivers. */
final class PeopleFiles {
  private PeopleFiles() {}

  /** Writes one folder a feed. */
  static void write(Path folder, Scale scale, Region region) throws IOException {
    Files.createDirectories(folder);
    Senders senders = new Senders(scale, region);
    Population population = new Population(scale, region);
    List<Referral> referrals = Caseload.of(scale, region, population);
    Person mover =
        referrals.stream()
            .filter(referral -> referral.id().equals(PeopleStory.MOVES_PRACTICE))
            .findFirst()
            .orElseThrow()
            .person();
    List<Budget> budgets = Budgets.of(scale, region, population, senders.boards(), mover);
    List<Person> people = population.people();

    AgreementFiles.writeAgreements(folder, senders);
    YearMonth last = scale.firstMonth().plusMonths(scale.months() - 1L);
    Path permitted = folder.resolve("permitted_person");
    String asks = senders.boards().get(0);
    AgreementFiles.writePermitted(permitted, asks, PeopleStory.BACKLOG_TO, people, false);
    AgreementFiles.writePermitted(permitted, asks, last, people, true);
    new RecordFiles(senders, people, CodedEvent.of(scale, referrals)).write(folder);
    new ServiceFiles(senders, referrals).write(folder);
    new BudgetFiles(senders, budgets).write(folder);
    new UtilisationFiles(scale, region, senders, referrals).write(folder);
    new BoardFiles(region, senders)
        .write(folder, CarePlans.of(scale, referrals), Outcomes.of(scale, referrals));
    new SurveyFiles(scale, region).write(folder, senders.boards());
    new CollectionFiles(scale, region).write(folder, budgets, senders.boards());
    List<CareCase> cases = CareCases.of(scale, region, people, budgets, senders.boards());
    new CareFiles(scale, senders, cases, budgets).write(folder);
    new WorkforceFiles(scale, region).write(folder);
    new SystemFiles(scale, region).write(folder);
    new CostFiles(scale, region, referrals).write(folder, senders.boards());
  }
}
