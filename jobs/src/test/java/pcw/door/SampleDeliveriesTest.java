package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.sampledata.Generator;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;

/** The deliveries about people of the sample region pass the door, but for those meant not to. */
class SampleDeliveriesTest {
  private static final Path HOME = Path.of(System.getProperty("pcw.home"));
  private static final Path PEOPLE = HOME.resolve("sample-data/landing/people");
  private static final Keys KEYS = Keys.of(Key.demonstration());

  @TempDir static Path folder;

  private static final Map<String, Admission> ADMITTED = new TreeMap<>();
  private static final Map<String, String> REFUSED = new TreeMap<>();
  private static final Map<String, Long> REJECTED = new TreeMap<>();
  private static final Map<String, Long> OPTED_OUT = new TreeMap<>();

  @BeforeAll
  static void admitAll() throws IOException {
    Contracts contracts = Contracts.load(HOME.resolve("schemas"));
    Map<String, Contract> landing = new HashMap<>();
    contracts.layer(Layer.LANDING).forEach(contract -> landing.put(contract.id(), contract));
    SharingAgreements agreements =
        SharingAgreements.read(
            PEOPLE.resolve("sharing_agreement.csv"), landing.get("sharing_agreement"));
    Terms terms = terms(agreements, Optional.empty());
    List<PermittedList> lists = new ArrayList<>();
    for (Path file : deliveries("permitted_person")) {
      lists.add(PermittedList.of(admit(file, landing.get("permitted_person"), terms)));
    }
    terms = terms(agreements, PermittedList.newest(lists, Generator.SAMPLE_DAY));
    landing.values().removeIf(contract -> contract.delivery().orElseThrow().people().isEmpty());
    for (String feed : landing.keySet()) {
      if (!feed.equals("permitted_person")) {
        for (Path file : deliveries(feed)) {
          try {
            Admission admission = admit(file, landing.get(feed), terms);
            ADMITTED.put(file.getFileName().toString(), admission);
            admission.rejected().forEach((rule, rows) -> REJECTED.merge(rule, rows, Long::sum));
            OPTED_OUT.merge(feed, admission.optedOut(), Long::sum);
          } catch (Refused e) {
            REFUSED.put(file.getFileName().toString(), e.rule());
          }
        }
      }
    }
  }

  private static Terms terms(SharingAgreements agreements, Optional<PermittedList> list) {
    return new Terms(agreements, list, PermittedList.DEFAULT_DAYS, Generator.SAMPLE_DAY);
  }

  private static Admission admit(Path file, Contract contract, Terms terms) {
    Path output = folder.resolve(file.getFileName().toString().replaceAll("\\.\\w+$", "") + ".out");
    return Door.admit(file, contract, KEYS, terms, output, rejection -> {});
  }

  private static List<Path> deliveries(String feed) throws IOException {
    Path of = PEOPLE.resolve(feed);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(file -> !file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void all_but_two_are_taken_in() {
    assertThat(REFUSED)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "coded_event_ZZ0034_202609.csv",
                "no_declaration",
                "referral_ZZ0057_202609.csv",
                "no_agreement"));
    assertThat(ADMITTED).hasSizeGreaterThan(450);
  }

  @Test
  void only_the_mistyped_number_and_what_a_budget_may_not_pay_for_are_rejected() {
    assertThat(REJECTED)
        .containsExactlyInAnyOrderEntriesOf(Map.of("nhs_number_invalid", 5L, "allowed_values", 1L));
  }

  /** A pseudonym made by another rule would be on no list, and its whole file withheld. */
  @Test
  void few_people_are_withheld_from_any_feed() {
    assertThat(OPTED_OUT.values().stream().mapToLong(Long::longValue).sum()).isBetween(10L, 200L);
    ADMITTED.forEach(
        (name, admission) ->
            assertThat(admission.optedOut()).as(name).isLessThan(5 + admission.rows() / 20));
  }

  @Test
  void no_column_is_unknown_and_no_value_unread() {
    ADMITTED.forEach((name, admission) -> assertThat(admission.warnings()).as(name).isEmpty());
  }
}
