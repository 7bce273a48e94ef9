package pcw.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import pcw.airflow.Tasks;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.sampledata.Generator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole of it for the fictional region that comes with the program. */
@Command(
    name = "demo",
    description =
        "Run everything on the sample region: warehouse, packs and pages. Run again, it has nothing"
            + " to do and answers 0.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** So that the sample's opt-out checks are as old on every day: the demo gives the same bytes. */
  static final LocalDate DAY_OF_THE_SAMPLE = Generator.SAMPLE_DAY;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Folder of the warehouse (default: ${DEFAULT-VALUE}).",
      defaultValue = "demo-warehouse")
  String warehouse;

  @Option(names = "--force", description = "Do the work again, even where nothing is new.")
  boolean force;

  @Option(
      names = "--people",
      description =
          "Take in what is delivered about people too: referrals, activation, budgets. Takes"
              + " minutes.")
  boolean people;

  @Override
  public Integer call() {
    RunOptions options = new RunOptions();
    options.landing = Project.home().resolve("sample-data").resolve("landing");
    options.warehouse = warehouse;
    options.force = force;
    options.asOf = DAY_OF_THE_SAMPLE.toString();
    options.isDemonstration = true;
    options.withPeople = people;
    Log log = options.log();
    log.say("The sample region is fictional: every name and code in it is invented.");
    if (people) {
      log.say(
          "Its NHS numbers are from the range for tests; they are pseudonymised with the public"
              + " demonstration key, which protects nobody.");
    }
    int code =
        options.perform(
            "demo", true, log, Tasks.all(), record -> Summary.print(log, record, options));
    return code == Exit.NOTHING_TO_DO ? 0 : code;
  }
}
