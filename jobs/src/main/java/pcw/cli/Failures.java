package pcw.cli;

import java.io.IOException;
import java.io.PrintWriter;
import pcw.ops.Problem;
import pcw.schemas.ContractException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How a failure is told: somebody outside must act, a message; a bug, a stack trace. */
final class Failures {
  static final int USAGE = 64;
  static final int BUG = 70;
  static final int CANNOT_WRITE = 73;
  static final int CONFIGURATION = 78;

  private Failures() {}

  static int report(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof Problem problem) {
      err.println("pcw: " + problem.getMessage());
      return problem.exitCode();
    }
    if (failure instanceof ContractException) {
      err.println("pcw: " + failure.getMessage());
      return CONFIGURATION;
    }
    if (isDiskFull(failure)) {
      err.println(
          "pcw: no space is left on the disk; the last published set is untouched. Free some and run again.");
      return CANNOT_WRITE;
    }
    failure.printStackTrace(err);
    err.println(
        "pcw: this is a fault of the program. Nothing of the last published set was changed.");
    return BUG;
  }

  static int usage(ParameterException failure, String[] arguments) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("pcw: " + failure.getMessage());
    err.println("Try: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static boolean isDiskFull(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof IOException
          && String.valueOf(t.getMessage()).contains("No space left on device")) {
        return true;
      }
    }
    return false;
  }
}
