package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NhsNumberTest {

  @ParameterizedTest
  @ValueSource(strings = {"9434765919", "4010232137"})
  void numbers_that_were_given_as_valid_are(String number) {
    assertThat(NhsNumber.read(number)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "943 476 5919",
        " 943-476-5919 ",
        "943\u2013476\u20135919",
        "943\u00a0476\u00a05919",
        "943\u2212476\u22125919",
        "\u200b9434765919\ufeff",
        "９４３４７６５９１９",
        "٩٤٣٤٧٦٥٩١٩"
      })
  void spaces_hyphens_and_other_scripts_make_no_difference(String text) {
    assertThat(NhsNumber.read(text)).contains("9434765919");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9434765918",
        "9434765910",
        "943476591",
        "94347659190",
        "943476591A",
        "9434765919.0",
        "9.434765919E9",
        "='9434765919",
        "",
        "0000000000",
        "1111111111"
      })
  void anything_else_is_not_a_number(String text) {
    assertThat(NhsNumber.read(text)).isEmpty();
  }

  @Test
  void no_last_digit_is_valid_where_the_check_is_ten() {
    for (int digit = 0; digit <= 9; digit++) {
      assertThat(NhsNumber.read("400000008" + digit)).isEmpty();
    }
  }

  @Test
  void every_single_wrong_digit_and_every_swap_of_neighbours_is_found() {
    String number = "9434765919";
    for (int i = 0; i < 10; i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        StringBuilder wrong = new StringBuilder(number);
        wrong.setCharAt(i, digit);
        if (digit != number.charAt(i)) {
          assertThat(NhsNumber.isValid(wrong)).isFalse();
        }
      }
      if (i < 9 && number.charAt(i) != number.charAt(i + 1)) {
        String swapped =
            number.substring(0, i)
                + number.charAt(i + 1)
                + number.charAt(i)
                + number.substring(i + 2);
        assertThat(NhsNumber.isValid(swapped)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9434765919", "943 476 5919", "see 9434765919", "x9434765919,1", "-9434765919"})
  void a_number_is_found_inside_a_text(String text) {
    assertThat(NhsNumber.standsIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"94347659191", "9434765918", "2026-08-03", "871731000000106", ""})
  void other_digits_are_not_taken_for_one(String text) {
    assertThat(NhsNumber.standsIn(text)).isFalse();
  }
}
