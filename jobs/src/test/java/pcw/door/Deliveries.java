package pcw.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;

/** Small deliveries of made-up people, and what a warehouse needs to take them. */
final class Deliveries {
  static final Contracts CONTRACTS =
      Contracts.load(Path.of(System.getProperty("pcw.home")).resolve("schemas"));
  static final LocalDate AS_OF = LocalDate.of(2026, 9, 10);
  static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  static final String KEY_2 = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
  static final String ADA = "9990602077";
  static final String BEN = "9998302765";
  static final String CY = "9998960762";

  private Deliveries() {}

  static Contract contract(String feed) {
    return CONTRACTS.table("bronze." + feed);
  }

  static Key key(String hex) {
    return Key.fromEnvironment("KEY", Map.of("KEY", hex));
  }

  static Keys keys() {
    return Keys.of(key(KEY));
  }

  static String token(String number) {
    return new Pseudonym(keys()).ofNumber(number);
  }

  static SharingAgreements agreements(String... feeds) {
    List<SharingAgreements.Agreement> rows = new ArrayList<>();
    for (String feed : feeds) {
      rows.add(
          new SharingAgreements.Agreement(
              "A83040",
              feed,
              "ICB",
              "6(1)(e)",
              "DSA-1",
              LocalDate.of(2026, 1, 1),
              Optional.empty()));
    }
    return SharingAgreements.of(rows);
  }

  /** A warehouse that may take every feed about Ada, Ben and Cy. */
  static Terms terms() {
    return new Terms(
        agreements("coded_event", "referral", "registered_person", "permitted_person", "contact"),
        Optional.of(permitted(LocalDate.of(2026, 9, 1), ADA, BEN, CY)),
        PermittedList.DEFAULT_DAYS,
        AS_OF);
  }

  static PermittedList permitted(LocalDate checkedOn, String... numbers) {
    return PermittedList.of(
        checkedOn, keys().id(), List.of(numbers).stream().map(Deliveries::token).iterator());
  }

  /** Writes a delivery of August 2026 with a declaration that holds. */
  static Path write(Path folder, String feed, String... lines) {
    return write(folder, feed, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, String feed, byte[] bytes) {
    try {
      Path file = folder.resolve(feed + "-A83040-202608.csv");
      Files.write(file, bytes);
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Path declare(Path file, String feed, long rows) {
    return declare(file, declaration(file, feed, rows));
  }

  static Path declare(Path file, String yaml) {
    try {
      Files.writeString(Declaration.beside(file), yaml);
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String declaration(Path file, String feed, long rows) {
    try {
      return """
      sender: A83040
      feed: %s
      period: 2026-08
      rows: %d
      sha256: %s
      type1_applied_on: 2026-09-02
      ndo_applied_on: 2026-09-03
      """
          .formatted(feed, rows, Content.sha256(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Admits a delivery with this many rows under the usual terms. */
  static Result admit(Path file, String feed, long rows) {
    return admit(declare(file, feed, rows), feed, keys(), terms());
  }

  static Result admit(Path file, String feed, Keys keys, Terms terms) {
    List<Rejection> rejections = new ArrayList<>();
    Path output = file.resolveSibling("out.csv");
    Admission admission = Door.admit(file, contract(feed), keys, terms, output, rejections::add);
    return new Result(admission, rejections);
  }

  record Result(Admission admission, List<Rejection> rejections) {
    List<String> lines() {
      try {
        return Files.readAllLines(admission.output());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
