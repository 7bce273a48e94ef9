package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcw.schemas.Column;
import pcw.schemas.Contract;
import pcw.schemas.Layer;

/**
 * Plants what must never pass in every place of every feed, and looks for it in all that comes out.
 */
class CanaryTest {
  private static final List<String> CANARIES =
      List.of(
          "9991746102",
          "999 174 6102",
          "999-174-6102",
          "9992529423",
          "Zebediah",
          "Quackenbush",
          "ZZ99 3WZ",
          "ZZ993WZ",
          "zeb@example.org",
          "07700900123",
          "17-Mar-1951",
          "1951-03-17",
          "17/03/1951",
          "19510317");

  @TempDir Path in;
  @TempDir Path out;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void clear() {
    said.clear();
  }

  static Stream<Contract> feeds() {
    return Deliveries.CONTRACTS.layer(Layer.LANDING).stream()
        .filter(c -> c.delivery().orElseThrow().people().isPresent());
  }

  /** One good row, then every canary in every column that the feed has or drops. */
  @ParameterizedTest
  @MethodSource("feeds")
  void nothing_that_names_a_person_comes_out(Contract contract) throws IOException {
    List<String> headers = new ArrayList<>(List.of("NHS Number", "Surname", "Postcode", "Unknown"));
    headers.add("Date of Birth");
    int given = headers.size();
    contract.delivery().orElseThrow().layouts().get(1).columns().values().stream()
        .map(aliases -> aliases.get(0))
        .forEach(headers::add);
    List<String> lines = new ArrayList<>();
    lines.add("Search for Zebediah Quackenbush 9991746102,17-Mar-1951");
    lines.add(String.join(",", headers));
    if (contract.delivery().orElseThrow().people().orElseThrow().preambleRows() == 0) {
      lines.remove(0);
    }
    for (int column = 0; column < headers.size(); column++) {
      for (String canary : CANARIES) {
        boolean isDate = column >= given && isDate(contract, headers.get(column));
        if (isDate && canary.contains("1951")) {
          continue; // a day in a column for days is what the column is for
        }
        List<String> row = new ArrayList<>();
        row.addAll(List.of("9991746102", "Quackenbush", "ZZ99 3WZ", "Zebediah", "17-Mar-1951"));
        for (int c = given; c < headers.size(); c++) {
          row.add(good(contract, headers.get(c)));
        }
        row.set(column, canary);
        lines.add(String.join(",", row));
      }
    }
    Path file = in.resolve(contract.id() + "-A83040-202608.csv");
    Files.writeString(file, String.join("\n", lines), StandardCharsets.UTF_8);
    Deliveries.declare(
        file,
        "sender: A83040\nfeed: %s\nperiod: 2026-08\ntype1_applied_on: 2026-09-02\n"
                .formatted(contract.id())
            + "ndo_applied_on: 2026-09-03\n");
    Contract open = withoutGate(contract);

    Admission admission =
        Door.pseudonymise(
            file, open, Deliveries.keys(), out.resolve("rows.csv"), r -> said.add(r.toString()));
    said.add(admission.toString());

    assertThat(admission.accepted()).as("some rows pass").isPositive();
    assertThat(admission.rejectedRows()).as("some rows do not").isPositive();
    assertNoCanary();
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void a_refusal_repeats_nothing_either(Contract contract) throws IOException {
    Path file = in.resolve(contract.id() + "-A83040-202608.csv");
    String names = "Zebediah,Quackenbush,9991746102,ZZ99 3WZ,17-Mar-1951,zeb@example.org\n";
    for (String text : List.of(names, names + "\"" + names, names.repeat(40))) {
      Files.writeString(file, text);
      Deliveries.declare(
          file,
          "sender: A83040\nfeed: %s\nperiod: 2026-08\n".formatted(contract.id())
              + "type1_applied_on: 2026-09-02\nndo_applied_on: 2026-09-03\n");
      try {
        Door.pseudonymise(
            file,
            contract,
            Deliveries.keys(),
            out.resolve("rows.csv"),
            r -> said.add(r.toString()));
        throw new AssertionError("was taken");
      } catch (Refused e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
          said.add(t.toString());
        }
      }
    }
    assertNoCanary();
  }

  /** The search itself finds what is there. */
  @Test
  void a_planted_canary_is_found() throws IOException {
    Files.writeString(out.resolve("rows.csv"), "a,9992529423\n");

    assertThat(found()).containsExactly("rows.csv holds 9992529423");
  }

  private void assertNoCanary() throws IOException {
    assertThat(found()).isEmpty();
    for (String message : said) {
      assertThat(CANARIES).noneMatch(message::contains);
    }
  }

  private List<String> found() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        CANARIES.stream()
            .filter(
                canary -> text.toLowerCase(Locale.ROOT).contains(canary.toLowerCase(Locale.ROOT)))
            .forEach(canary -> found.add(file.getFileName() + " holds " + canary));
      }
    }
    return found;
  }

  private static boolean isDate(Contract contract, String header) {
    return column(contract, header).logicalType().equals("date");
  }

  private static Column column(Contract contract, String header) {
    return contract.delivery().orElseThrow().layouts().get(1).columns().entrySet().stream()
        .filter(e -> e.getValue().get(0).equals(header))
        .map(e -> contract.column(e.getKey()))
        .findFirst()
        .orElseThrow();
  }

  private static String good(Contract contract, String header) {
    Column column = column(contract, header);
    if (!column.allowed().isEmpty()) {
      return column.allowed().get(0);
    }
    if (!column.required() && !contract.id().equals("registered_person")) {
      return "";
    }
    return switch (column.logicalType()) {
      case "date" -> "2026-08-03";
      case "integer" -> column.name().equals("birth_year") ? "1950" : "1";
      case "number" -> "1";
      default ->
          switch (column.name()) {
            case "snomed_code" -> "871731000000106";
            case "practice_code" -> "A83040";
            case "commissioner_code" -> "QHM";
            case "referral_id", "contact_id", "budget_id", "payment_id" -> "R-1";
            default -> "";
          };
    };
  }

  /** The same feed, however many rows are rejected. */
  private static Contract withoutGate(Contract c) {
    pcw.schemas.Delivery d = c.delivery().orElseThrow();
    pcw.schemas.Delivery open =
        new pcw.schemas.Delivery(
            d.fileName(),
            d.header(),
            d.delimiter(),
            d.encodings(),
            d.newlineInQuotes(),
            d.layouts(),
            d.ignored(),
            d.month(),
            d.notStored(),
            d.outOfScope(),
            d.replaces(),
            d.distinctBy(),
            d.orderedBy(),
            100,
            d.missing(),
            d.people());
    return new Contract(
        c.id(),
        c.layer(),
        c.version(),
        c.title(),
        c.description(),
        c.usage(),
        c.limitations(),
        c.granularity(),
        c.columns(),
        c.references(),
        java.util.Optional.of(open),
        c.materialized(),
        c.expectations(),
        c.source());
  }
}
