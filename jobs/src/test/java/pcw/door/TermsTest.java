package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcw.door.Deliveries.ADA;
import static pcw.door.Deliveries.AS_OF;
import static pcw.door.Deliveries.BEN;
import static pcw.door.Deliveries.CY;
import static pcw.door.Deliveries.permitted;
import static pcw.door.Deliveries.terms;
import static pcw.door.Deliveries.token;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcw.ops.Exit;

class TermsTest {
  @TempDir Path folder;
  private Path file;
  private String good;

  @BeforeEach
  void deliver() {
    file =
        Deliveries.write(
            folder,
            "coded_event",
            "NHS Number,Event Date,SNOMED Code",
            ADA + ",2026-08-03,871731000000106",
            BEN + ",2026-08-03,871731000000106");
    good = Deliveries.declaration(file, "coded_event", 2);
  }

  @Test
  void a_delivery_whose_declaration_holds_is_taken() {
    Deliveries.declare(file, good);

    Admission admission =
        Deliveries.admit(file, "coded_event", Deliveries.keys(), terms()).admission();

    assertThat(admission.accepted()).isEqualTo(2);
    assertThat(admission.declaration().sender()).isEqualTo("A83040");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows: 2|rows: 3|rows|it has 2 rows, and its declaration says 3",
        "rows: 2|key_id: ed60bb0d|declaration|'rows' and 'sha256' of its declaration are missing",
        "feed: coded_event|feed: referral|feed|its declaration says feed referral",
        "sender: A83040|sender: B82001|sender|its name is of another sender",
        "period: 2026-08|period: 2026-07|period|its name is of another month",
        "period: 2026-08|period: 2026-08/2026-09|period|its name is of another month",
        "type1_applied_on: 2026-09-02|type1_applied_on: not_applicable|type1_applied_on|from a GP record",
        "type1_applied_on: 2026-09-02|type1_applied_on: 2026-09-11|type1_applied_on|after the day of the run",
        "ndo_applied_on: 2026-09-03|ndo_applied_on: 2026-09-11|ndo_applied_on|after the day of the run",
        "ndo_applied_on: 2026-09-03|ndo_applied_on: 2026-07-31|ndo_applied_on|before the last month"
      })
  void a_declaration_that_does_not_hold_refuses_the_delivery(
      String text, String instead, String rule, String message) {
    Deliveries.declare(file, good.replace(text, instead));

    refused(terms(), rule).hasMessageContaining(message);
  }

  @Test
  void a_changed_file_is_refused() {
    Deliveries.declare(file, good);
    Deliveries.write(folder, "coded_event", "NHS Number,Event Date,SNOMED Code");

    refused(terms(), "sha256").hasMessageContaining("deliver both again");
  }

  @Test
  void a_sender_without_an_agreement_that_holds_today_is_refused() {
    Deliveries.declare(file, good);
    Terms none = new Terms(Deliveries.agreements("referral"), terms().permitted(), 21, AS_OF);
    Terms early =
        new Terms(
            Deliveries.agreements("coded_event"),
            Optional.of(permitted(LocalDate.of(2025, 12, 20), ADA)),
            21,
            LocalDate.of(2025, 12, 31));

    refused(none, "no_agreement")
        .hasMessageContaining("no row for sender A83040 and feed coded_event");
    refused(early, "no_agreement").hasMessageContaining("no row that holds on 2025-12-31");
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    Deliveries.declare(
        file, good.replace("2026-09-02", "not_applicable").replace("2026-09-03", "2026-10-01"));

    refused(new Terms(Deliveries.agreements(), Optional.empty(), 21, AS_OF), "no_agreement")
        .hasMessageContaining("; also type1_applied_on")
        .hasMessageContaining("; also ndo_applied_on")
        .hasMessageContaining("; also no list of people");
  }

  @Test
  void people_who_are_not_on_the_list_are_withheld_and_counted() {
    Deliveries.declare(file, good);
    Terms terms =
        new Terms(terms().agreements(), Optional.of(permitted(AS_OF, BEN, CY)), 21, AS_OF);

    Deliveries.Result result = Deliveries.admit(file, "coded_event", Deliveries.keys(), terms);

    assertThat(result.admission().optedOut()).isEqualTo(1);
    assertThat(result.admission().accepted()).isEqualTo(1);
    assertThat(result.rejections()).isEmpty();
    assertThat(String.join("\n", result.lines())).doesNotContain(token(ADA)).contains(token(BEN));
  }

  @Test
  void a_list_may_be_used_for_so_many_days_and_no_more() {
    Deliveries.declare(file, good);
    PermittedList twenty = permitted(AS_OF.minusDays(20), ADA, BEN);
    PermittedList twentyOne = permitted(AS_OF.minusDays(21), ADA, BEN);
    PermittedList tomorrow = permitted(AS_OF.plusDays(1), ADA, BEN);

    refused(with(twentyOne), "no_permitted_list").hasMessageContaining("21 days (assumed)");
    refused(with(tomorrow), "no_permitted_list");
    refused(new Terms(terms().agreements(), Optional.empty(), 21, AS_OF), "no_permitted_list");
    assertThat(admitted(twenty)).isEqualTo(2);
  }

  private long admitted(PermittedList list) {
    return Deliveries.admit(file, "coded_event", Deliveries.keys(), with(list))
        .admission()
        .accepted();
  }

  private static Terms with(PermittedList list) {
    return new Terms(terms().agreements(), Optional.of(list), 21, AS_OF);
  }

  @Test
  void a_list_of_another_key_would_withhold_everybody_and_is_refused() {
    Deliveries.declare(file, good);
    PermittedList other = PermittedList.of(AS_OF, "00000000", List.of(token(ADA)).iterator());

    refused(with(other), "permitted_list_key");
  }

  @Test
  void stored_people_are_checked_against_a_newer_list() {
    PermittedList older = permitted(LocalDate.of(2026, 8, 20), ADA, BEN);
    PermittedList newer = permitted(LocalDate.of(2026, 9, 9), BEN);
    PermittedList future = permitted(LocalDate.of(2026, 9, 20), ADA);
    List<String> withheld = new ArrayList<>();

    PermittedList newest = PermittedList.newest(List.of(newer, older, future), AS_OF).orElseThrow();
    long count = newest.recheck(List.of(token(ADA), token(BEN)).iterator(), withheld::add);

    assertThat(newest.checkedOn()).isEqualTo(newer.checkedOn());
    assertThat(count).isEqualTo(1);
    assertThat(withheld).containsExactly(token(ADA));
  }

  @Test
  void the_set_behind_a_list_agrees_with_a_plain_one() {
    TokenSet set = new TokenSet();
    List<String> tokens = new ArrayList<>();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 50_000; i++) {
      tokens.add("%016x%016x".formatted(random.nextLong(), i % 3 == 0 ? 5L : random.nextLong()));
    }
    tokens.add("0".repeat(32));
    tokens.forEach(set::add);
    tokens.forEach(set::add);

    assertThat(set.size()).isEqualTo(tokens.stream().distinct().count());
    assertThat(tokens).allMatch(set::contains);
    for (int i = 0; i < 50_000; i++) {
      assertThat(set.contains("%016x%016x".formatted(random.nextLong(), 5L))).isFalse();
    }
    assertThat(set.contains(tokens.get(1).substring(0, 16) + "0".repeat(16))).isFalse();
    assertThat(set.contains("no token")).isFalse();
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(Terms terms, String rule) {
    return assertThatThrownBy(() -> Deliveries.admit(file, "coded_event", Deliveries.keys(), terms))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("coded_event-A83040-202608.csv: ")
        .satisfies(
            e -> {
              assertThat(((Refused) e).rule()).isEqualTo(rule);
              assertThat(((Refused) e).exitCode()).isEqualTo(Exit.REFUSED);
              assertThat(folder.resolve("out.csv")).doesNotExist();
            });
  }
}
