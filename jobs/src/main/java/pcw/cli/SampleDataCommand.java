package pcw.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.Project;
import pcw.sampledata.Generator;
import pcw.sampledata.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fictional region and its larger sisters, from their seed. */
@Command(name = "sample-data", description = "Fictional data.", mixinStandardHelpOptions = true)
final class SampleDataCommand {
  @Command(
      name = "generate",
      description =
          "Write the sample region again, from its seed; or, with --national, one month of the size of England.",
      mixinStandardHelpOptions = true)
  int generate(
      @Option(
              names = "--to",
              paramLabel = "DIR",
              description = "Folder to write to (default: the project's own sample-data).")
          Path folder,
      @Option(
              names = "--national",
              paramLabel = "MONTHS",
              description = "So many months of the size of England.")
          Integer months)
      throws IOException {
    if (months != null && (folder == null || months < 1)) {
      throw new Problem(
          Exit.USAGE,
          "--national writes some gigabytes a month: name a folder by --to, and 1 month or more.");
    }
    Path target = folder == null ? Project.home().resolve("sample-data") : folder;
    Files.createDirectories(target);
    if (months == null) {
      Generator.writeSampleRegion(target);
    } else {
      Generator.write(target, Scale.national(months));
    }
    new Log(System.out).say("Written to %s", target.toAbsolutePath().normalize());
    return 0;
  }
}
