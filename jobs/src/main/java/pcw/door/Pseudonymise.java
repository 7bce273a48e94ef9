package pcw.door;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/**
 * What a sender runs before anything is sent: numbers become pseudonyms, and the declaration is
 * completed, so that the warehouse never sees a number.
 */
public final class Pseudonymise {
  private Pseudonymise() {}

  /**
   * Writes the pseudonymised delivery, its declaration beside it, and {@code <output>.rejected.csv}
   * with rule, line and column of each row that was left out.
   *
   * @param feed name of the contract; empty: the one whose file name fits
   * @param in the export, with a declaration beside it in which rows and sha256 may be missing
   * @param out the file to write, or a folder for one of the same name
   * @param keys such as {@code Keys.of(Key.from("file:…", System.getenv()))}
   */
  public static Admission run(
      Contracts contracts, Optional<String> feed, Path in, Path out, Keys keys) {
    Contract contract = contract(contracts, feed, in);
    Path output = Files.isDirectory(out) ? out.resolve(plainName(in)) : out;
    if (output.toAbsolutePath().normalize().equals(in.toAbsolutePath().normalize())) {
      throw new Problem(Exit.USAGE, output + ": write to another place than the file that is read");
    }
    Path rejected = output.resolveSibling(output.getFileName() + ".rejected.csv");
    boolean done = false;
    try (CsvWriter report =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(rejected, StandardCharsets.UTF_8)) {
      report.writeRecord("rule", "line", "column");
      Admission admission =
          Door.pseudonymise(
              in,
              contract,
              keys,
              output,
              r -> report.writeRecord(r.rule(), String.valueOf(r.line()), r.column()));
      admission
          .declaration()
          .about(admission.accepted(), Content.sha256(output), admission.keyId())
          .write(output);
      done = true;
      return admission;
    } catch (Refused e) {
      throw e.asProblem();
    } catch (IOException e) {
      throw new Problem(
          Exit.CANNOT_WRITE, output + ": cannot be written; check permissions and free space");
    } finally {
      if (!done) {
        rejected.toFile().delete();
      }
    }
  }

  private static Path plainName(Path in) {
    String name = in.getFileName().toString();
    return Path.of(name.replaceFirst("(?i)\\.gz$", "").replaceFirst("(?i)\\.dat$", ".csv"));
  }

  private static Contract contract(Contracts contracts, Optional<String> feed, Path in) {
    String name = in.getFileName().toString().replaceFirst("(?i)\\.gz$", "");
    return contracts.layer(Layer.LANDING).stream()
        .filter(Contract::isAboutPeople)
        .filter(
            c ->
                feed.map(c.id()::equals)
                    .orElseGet(
                        () ->
                            c.delivery().orElseThrow().fileName().stream()
                                .anyMatch(p -> p.matcher(name).matches())))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    Exit.USAGE,
                    in.getFileName()
                        + ": no feed about people has this name; give its feed, or name the file"
                        + " as its contract in schemas/landing says"));
  }
}
