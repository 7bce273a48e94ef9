package pcw.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one door: {@code ./pcw <command>}. */
@Command(
    name = "pcw",
    description = "A nightly warehouse and reporting pipeline for NHS personalised care.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      StepCommands.Ingest.class,
      StepCommands.Conform.class,
      MeasureCommand.class,
      StepCommands.Publish.class,
      StepCommands.Render.class,
      StepCommands.Seal.class,
      PseudonymiseCommand.class,
      SampleDataCommand.class,
      BenchCommand.class,
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler(Failures::report)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Failures::usage)
            .execute(arguments));
  }
}
