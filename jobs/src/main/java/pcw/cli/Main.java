package pcw.cli;

import java.nio.file.Path;
import pcw.ops.Failure;
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
      StepCommands.Quality.class,
      StepCommands.Render.class,
      StepCommands.Seal.class,
      ServeCommand.class,
      PseudonymiseCommand.class,
      ScanCommand.class,
      EraseCommand.class,
      SampleDataCommand.class,
      ReleaseCommand.class,
      DiffCommand.class,
      LineageCommand.class,
      BenchCommand.class,
      StatusCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      RepairCommand.class,
      FetchCommand.class,
      BackfillCommand.class,
      MaintainCommand.class,
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(answer(arguments));
  }

  /** Performs a command line, and tells its exit code. */
  static int answer(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } catch (RuntimeException | Error failure) {
      return Failures.report(Failure.of(failure));
    }
  }

  private static CommandLine commandLine(String[] arguments) {
    CommandLine commands = new CommandLine(new Main());
    // The settings first: options of every command take their defaults from there.
    commands.setDefaultValueProvider(
        Settings.of(arguments, System.getenv(), Path.of(System.getProperty("pcw.home", "."))));
    return commands
        .setExecutionExceptionHandler(Failures::report)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::usage);
  }
}
