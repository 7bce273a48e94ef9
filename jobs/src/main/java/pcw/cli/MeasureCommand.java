package pcw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import pcw.measure.Inspection;
import pcw.measure.Measure;
import pcw.ops.Exit;
import pcw.ops.Project;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contracts;
import pcw.spark.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The step, and what somebody who writes a measure asks before it is merged. */
@Command(
    name = "measure",
    description = "Count what every measure counts; or look at the measures.",
    mixinStandardHelpOptions = true)
final class MeasureCommand extends StepCommands.Step {
  @Override
  Function<Run, StepResult> step() {
    return Measure::run;
  }

  @Command(
      name = "list",
      description = "Every measure, a line each.",
      mixinStandardHelpOptions = true)
  int list() {
    print(definitions(Inspection::list));
    return 0;
  }

  @Command(
      name = "check",
      description =
          "Load every measure, resolve its queries against empty tables, look for its cases.",
      mixinStandardHelpOptions = true)
  int check() {
    List<String> problems = definitions(Inspection::check);
    print(problems.isEmpty() ? List.of("All measures are well formed.") : problems);
    return problems.isEmpty() ? 0 : Exit.CONFIGURATION;
  }

  @Command(
      name = "preview",
      description =
          "One measure for one organisation: its last twelve months and what it is made of.",
      mixinStandardHelpOptions = true)
  int preview(
      @Parameters(paramLabel = "MEASURE", description = "As 'measure list' names it.")
          String measure,
      @Option(
              names = "--org",
              paramLabel = "CODE",
              required = true,
              description = "A practice, or any organisation above.")
          String organisation,
      @Mixin RunOptions warehouse) {
    print(warehouse.look(run -> Inspection.preview(run, measure, organisation)));
    return 0;
  }

  private interface Definitions {
    List<String> ask(SparkSession spark, Contracts contracts, Path measures);
  }

  private static List<String> definitions(Definitions question) {
    SparkSession spark = Session.open();
    try {
      Contracts contracts = Contracts.load(Project.home().resolve("schemas"));
      return question.ask(spark, contracts, Project.definitions(Project.home(), "measures"));
    } finally {
      spark.stop();
    }
  }

  private static void print(List<String> lines) {
    lines.forEach(System.out::println);
  }
}
