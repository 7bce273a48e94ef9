package pcw.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
  private static final Contracts CONTRACTS = Contracts.load(ContractsTest.SCHEMAS);

  @TempDir Path folder;

  private static List<Contract> feeds() {
    return CONTRACTS.layer(Layer.LANDING).stream()
        .filter(c -> c.delivery().orElseThrow().people().isPresent())
        .toList();
  }

  @Test
  void the_feeds_about_people_are_known() {
    assertThat(feeds())
        .extracting(Contract::id)
        .containsExactly(
            "activation",
            "budget",
            "budget_payment",
            "care_plan",
            "chc_case",
            "coded_event",
            "contact",
            "end_of_life",
            "goal",
            "medication_review",
            "outcome_score",
            "pain_health_check",
            "permitted_person",
            "referral",
            "registered_person",
            "utilisation");
  }

  @Test
  void each_is_stored_without_anything_that_names_a_person() {
    for (Contract feed : feeds()) {
      assertThat(feed.storedColumns())
          .extracting(Column::name)
          .as(feed.id())
          .contains("person_token", "key_id", "sender_code", "month")
          .doesNotContain("nhs_number", "name", "birth_date", "postcode", "notes");
      assertThat(feed.column("person_token").classification()).isEqualTo("identifier");
      assertThat(feed.columns())
          .as(feed.id() + ": nothing about a person is public")
          .filteredOn(c -> !c.name().equals("month"))
          .noneMatch(c -> c.classification().equals("public"));
    }
  }

  @Test
  void what_the_door_writes_is_the_first_layout_of_each() {
    for (Contract feed : feeds()) {
      Delivery.Layout first = feed.delivery().orElseThrow().layouts().get(0);

      assertThat(first.name()).isEqualTo(People.PSEUDONYMISED);
      assertThat(List.copyOf(first.columns().keySet()))
          .isEqualTo(feed.columns().stream().map(Column::name).toList());
    }
  }

  @Test
  void names_of_files_give_sender_and_month_of_a_month_and_of_a_backlog() {
    for (Contract feed : feeds()) {
      for (String name : List.of("-A83040-202605.csv", "-A83040-202404_202605.csv")) {
        var matcher = feed.delivery().orElseThrow().fileName().get(0).matcher(feed.id() + name);

        assertThat(matcher.matches()).as(feed.id() + name).isTrue();
        assertThat(matcher.group("sender")).isEqualTo("A83040");
        assertThat(matcher.group("month")).isEqualTo("202605");
      }
    }
  }

  @Test
  void reasons_of_referrals_and_the_list_of_groups_are_the_same() {
    List<String> groups =
        CodeList.load(CONTRACTS, "referral_reason_group").rows().stream()
            .map(row -> row.get("group_code"))
            .distinct()
            .toList();

    assertThat(groups).hasSize(16);
    for (String column : List.of("reason_1", "reason_2", "reason_3")) {
      assertThat(groups)
          .allMatch(
              group ->
                  CONTRACTS
                      .table("bronze.referral")
                      .column(column)
                      .pattern()
                      .orElseThrow()
                      .matcher(group)
                      .matches());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blanked: [value, unit]|blanked: [event_on]|blanked: 'event_on' must be a column that is not",
        "preamble_rows: 15|preamble_rows: 101|preamble_rows must be from 0 to 100",
        "preamble_rows: 15|local_ids: [case_id]|local_ids: no column 'case_id'",
        "preamble_rows: 15|birth_date: [DOB]|birth_date needs a column 'birth_year'",
        "preamble_rows: 15|rows: 15|delivery.people.rows: this key is read by nobody",
        "emis_web: [|emis_x: [|values.source_system: 'emis_x' is not a value",
        "source_system:~            emis|system:~            emis|values.system: no such column",
        "format: \"snomed\"|maxLength: 18|column 'snomed_code' is open text",
        "name: key_id|name: key|the column 'key_id' is missing",
        "(?<sender>|(?<place>|only month, final and, with people, sender are"
      })
  void a_feed_that_could_let_a_person_through_does_not_load(String good, String bad, String message)
      throws IOException {
    String text = Files.readString(ContractsTest.SCHEMAS.resolve("landing/coded_event.yaml"));
    String broken = text.replace(good.replace('~', '\n'), bad.replace('~', '\n'));
    assertThat(broken).as("the text to break is there").isNotEqualTo(text);
    Files.createDirectories(folder.resolve("landing"));
    Files.writeString(folder.resolve("landing/coded_event.yaml"), broken);

    assertThatThrownBy(() -> Contracts.load(folder))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(message);
  }
}
