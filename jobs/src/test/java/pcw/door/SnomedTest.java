package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcw.schemas.CodeList;

class SnomedTest {

  @ParameterizedTest
  @ValueSource(strings = {"871731000000106", "871711000000103", "815691000000107", "73211009"})
  void well_formed_identifiers_pass(String id) {
    assertThat(Snomed.isWellFormed(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "871731000000107",
        "8.71731E+14",
        "871731000000100",
        "871731000000123",
        "871731000000201",
        "0871731000000106",
        "12345",
        "999060207799906020779",
        "87173100000010６"
      })
  void rounded_mistyped_and_foreign_ones_do_not(String id) {
    assertThat(Snomed.isWellFormed(id)).isFalse();
  }

  @Test
  void every_identifier_of_the_code_list_is_well_formed() {
    CodeList list = CodeList.load(Deliveries.CONTRACTS, "snomed_concept");

    assertThat(list.rows())
        .filteredOn(row -> row.get("snomed") != null)
        .hasSizeGreaterThan(3)
        .allSatisfy(row -> assertThat(Snomed.isWellFormed(row.get("snomed"))).isTrue());
    assertThat(list.rows())
        .filteredOn(row -> row.get("status").equals("VERIFIED"))
        .extracting(row -> row.get("snomed"))
        .containsExactlyInAnyOrder("815691000000107", "871711000000103", "871731000000106");
  }
}
