package pcw.cli;

import java.io.PrintWriter;
import pcw.ops.Exit;
import pcw.ops.Failure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How a failure is told: somebody outside must act, a message; a bug, where it happened. */
final class Failures {
  private Failures() {}

  static int report(Exception failure, CommandLine command, ParseResult parsed) {
    return report(Failure.of(failure));
  }

  static int report(Failure failure) {
    System.err.print(failure.trace());
    System.err.println("pcw: " + failure.message());
    return failure.exitCode();
  }

  static int usage(ParameterException failure, String[] arguments) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("pcw: " + failure.getMessage());
    err.println("Try: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE;
  }
}
