package pcw.door;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.zip.ZipException;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Delivery;
import pcw.schemas.People;

/**
 * Takes a delivery with people in it and writes its rows with pseudonyms in the place of NHS
 * numbers. The file is read as a stream: its size does not matter.
 */
public final class Door {
  private static final int MAX_FIELD = 1 << 20;

  private Door() {}

  /**
   * Takes in a delivery at the warehouse.
   *
   * @param contract of its feed
   * @param output where the rows go; it appears only when everything held
   * @param rejections is given each row that is left out, without its values
   * @throws Refused where the delivery may not or cannot be taken in; nothing is written then, and
   *     rejections that were given are void
   */
  public static Admission admit(
      Path file,
      Contract contract,
      Keys keys,
      Terms terms,
      Path output,
      Consumer<Rejection> rejections) {
    return pass(file, contract, keys, Optional.of(terms), output, rejections);
  }

  /** Makes pseudonyms at the sender's, before anything is sent; the warehouse checks the rest. */
  static Admission pseudonymise(
      Path file, Contract contract, Keys keys, Path output, Consumer<Rejection> rejections) {
    return pass(file, contract, keys, Optional.empty(), output, rejections);
  }

  private static Admission pass(
      Path file,
      Contract contract,
      Keys keys,
      Optional<Terms> terms,
      Path output,
      Consumer<Rejection> rejections) {
    Delivery delivery = contract.delivery().orElseThrow();
    Declaration declared = Declaration.of(file);
    checkName(file, contract, declared);
    Path partial = output.resolveSibling(output.getFileName() + ".part");
    try {
      Content content = Content.of(file, delivery.encodings());
      terms.ifPresent(t -> t.check(file, contract, declared, content.sha256(), keys.id()));
      Admission admission =
          write(content, contract, keys, terms, declared, partial, output, rejections);
      checkCounts(file, delivery, declared, admission);
      Files.move(
          partial, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return admission;
    } catch (CsvParseException e) {
      throw new Refused(
          Exit.BAD_DATA,
          "csv",
          file,
          "it is no valid CSV: a quote is not closed, or text follows a closing quote; export it"
              + " again");
    } catch (EOFException | ZipException e) {
      throw new Refused(
          Exit.BAD_DATA,
          "corrupt",
          file,
          "its compressed content is cut short or damaged; deliver it again");
    } catch (IOException | UncheckedIOException e) {
      throw new Problem(
          Exit.CANNOT_WRITE,
          file.getFileName()
              + ": it cannot be read, or "
              + output
              + " cannot be written; check permissions and free space");
    } finally {
      deleteQuietly(partial);
    }
  }

  private static void deleteQuietly(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      partial.toFile().deleteOnExit();
    }
  }

  /** What a file's name says of its sender and month must be what its declaration says. */
  private static void checkName(Path file, Contract contract, Declaration declared) {
    require(
        declared.feed().equals(contract.id()),
        Exit.REFUSED,
        "feed",
        file,
        "its declaration says feed " + declared.feed() + ", and it is read as " + contract.id());
    String name = file.getFileName().toString().replaceFirst("(?i)\\.gz$", "");
    for (java.util.regex.Pattern pattern : contract.delivery().orElseThrow().fileName()) {
      Matcher matcher = pattern.matcher(name);
      if (!matcher.matches()) {
        continue;
      }
      require(
          !pattern.pattern().contains("(?<sender>")
              || matcher.group("sender").equalsIgnoreCase(declared.sender()),
          Exit.REFUSED,
          "sender",
          file,
          "its name is of another sender than its declaration, " + declared.sender());
      require(
          !pattern.pattern().contains("(?<month>")
              || matcher
                  .group("month")
                  .replaceAll("[^0-9]", "")
                  .equals(declared.to().toString().replace("-", "")),
          Exit.REFUSED,
          "period",
          file,
          "its name is of another month than the last of its declared period, " + declared.to());
      return;
    }
  }

  private static Admission write(
      Content content,
      Contract contract,
      Keys keys,
      Optional<Terms> terms,
      Declaration declared,
      Path partial,
      Path output,
      Consumer<Rejection> rejections)
      throws IOException {
    People people = contract.delivery().orElseThrow().people().orElseThrow();
    Headers headers = new Headers(contract);
    boolean isBare =
        people
            .bareList()
            .map(p -> p.matcher(content.file().getFileName().toString()).matches())
            .orElse(false);
    Headers.Header header = isBare ? headers.bareList() : null;
    Optional<PermittedList> permitted =
        Terms.isPermittedList(contract) ? Optional.empty() : terms.flatMap(Terms::permitted);
    Passage passage = null;
    try (CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(contract.delivery().orElseThrow().delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(MAX_FIELD)
                .ofCsvRecord(content.open());
        CsvWriter csvOut =
            CsvWriter.builder()
                .fieldSeparator(contract.delivery().orElseThrow().delimiter())
                .lineDelimiter(LineDelimiter.LF)
                .build(partial, StandardCharsets.UTF_8)) {
      csvOut.writeRecord(contract.columns().stream().map(Column::name).toList());
      if (header != null) {
        passage = new Passage(content, contract, keys, permitted, declared, header, rejections);
      }
      int tried = 0;
      for (CsvRecord row : csv) {
        if (passage != null) {
          passage.pass(row, csvOut);
          continue;
        }
        header = headers.read(content.file(), row.getFields());
        if (header != null) {
          passage = new Passage(content, contract, keys, permitted, declared, header, rejections);
        } else if (++tried > people.preambleRows()) {
          throw headers.notFound(content.file());
        }
      }
    }
    if (passage == null) {
      throw headers.notFound(content.file());
    }
    return passage.admission(output);
  }

  private static void checkCounts(
      Path file, Delivery delivery, Declaration declared, Admission admission) {
    OptionalLong rows = declared.rows();
    require(
        rows.isEmpty() || rows.getAsLong() == admission.rows(),
        Exit.REFUSED,
        "rows",
        file,
        "it has "
            + admission.rows()
            + " rows, and its declaration says "
            + rows.orElse(0)
            + "; deliver it whole, or declare what it holds");
    long rejected = admission.rejectedRows();
    require(
        rejected * 100.0 <= delivery.maxRejectedPercent() * admission.rows(),
        Exit.BAD_DATA,
        "too_many_rejected",
        file,
        rejected
            + " of its "
            + admission.rows()
            + " rows are no good, more than "
            + delivery.maxRejectedPercent()
            + "% (rule: rows): "
            + admission.rejected()
            + "; mend what most rows break and deliver it again");
  }

  static void require(boolean holds, int exitCode, String rule, Path file, String message) {
    if (!holds) {
      throw new Refused(exitCode, rule, file, message);
    }
  }
}
