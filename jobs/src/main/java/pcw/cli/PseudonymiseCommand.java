package pcw.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import pcw.door.Admission;
import pcw.door.Key;
import pcw.door.Keys;
import pcw.door.Pseudonymise;
import pcw.ops.Log;
import pcw.ops.Project;
import pcw.schemas.Contracts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sender runs before anything is sent, with a key that the analysts do not hold. */
@Command(
    name = "pseudonymise",
    description =
        "Replace NHS numbers by pseudonyms, drop names, addresses and full dates of birth, and complete the declaration beside the file.",
    mixinStandardHelpOptions = true)
final class PseudonymiseCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The export; its declaration FILE.delivery.yaml lies beside it.")
  Path in;

  @Parameters(index = "1", paramLabel = "OUTPUT", description = "File or folder to write to.")
  Path out;

  @Option(
      names = "--key",
      paramLabel = "SOURCE",
      required = true,
      description = "file:PATH (readable by its owner alone) or env:NAME; never the key itself.")
  String key;

  @Option(
      names = "--feed",
      paramLabel = "ID",
      description = "The contract, where the file's name does not tell.")
  String feed;

  @Override
  public Integer call() {
    Admission admission =
        Pseudonymise.run(
            Contracts.load(Project.home().resolve("schemas")),
            Optional.ofNullable(feed),
            in,
            out,
            Keys.of(Key.from(key, System.getenv())));
    Log log = new Log(System.out);
    log.say(
        "%,d rows: %,d written, %,d rejected, key %s",
        admission.rows(), admission.accepted(), admission.rejectedRows(), admission.keyId());
    admission.rejected().forEach((rule, rows) -> log.say("  rejected by rule %s: %,d", rule, rows));
    admission.warnings().forEach(warning -> log.say("  %s", warning));
    log.say("Written to %s", admission.output());
    return 0;
  }
}
