package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The expected values were computed with Python's {@code hmac} and {@code hashlib}. */
class PseudonymTest {
  private static final String TOKEN = "bc1dfe18d6234d1b207dae2eec0c64e5";
  private static final String ROTATED = "14b64f8cfe5d7a952f122f48ddd26470";
  private static final Key KEY = Deliveries.key(Deliveries.KEY);
  private static final Key KEY_2 = Deliveries.key(Deliveries.KEY_2);

  @Test
  void a_pseudonym_is_the_hmac_of_the_number_with_its_purpose() {
    assertThat(new Pseudonym(Keys.of(KEY)).ofNumber("9434765919")).isEqualTo(TOKEN);
  }

  @Test
  void another_key_makes_another_pseudonym() {
    assertThat(new Pseudonym(Keys.of(KEY_2)).ofNumber("9434765919")).isNotEqualTo(TOKEN);
  }

  @Test
  void a_local_number_is_bound_to_sender_and_column() {
    Pseudonym pseudonym = new Pseudonym(Keys.of(KEY));

    assertThat(pseudonym.ofLocal("A83040", "referral_id", "R-17"))
        .isEqualTo("90ba148cafc0665da2992c625140927f")
        .isNotEqualTo(pseudonym.ofLocal("A83041", "referral_id", "R-17"))
        .isNotEqualTo(pseudonym.ofLocal("A83040", "contact_id", "R-17"));
  }

  @Test
  void rotation_gives_stored_pseudonyms_and_new_deliveries_the_same_value() {
    Pseudonym rotated = new Pseudonym(Keys.of(KEY, KEY_2));

    assertThat(Pseudonym.rotate(KEY_2, TOKEN)).isEqualTo(ROTATED);
    assertThat(rotated.ofNumber("9434765919")).isEqualTo(ROTATED);
    assertThat(rotated.advance(TOKEN, KEY.id())).contains(ROTATED);
    assertThat(rotated.advance(ROTATED, Keys.of(KEY, KEY_2).id())).contains(ROTATED);
  }

  @Test
  void pseudonyms_are_brought_up_to_date_without_the_key_for_numbers() {
    Keys keys = Keys.pseudonymsOnly(KEY.id(), KEY_2);

    assertThat(new Pseudonym(keys).advance(TOKEN, KEY.id())).contains(ROTATED);
    assertThatThrownBy(() -> new Pseudonym(keys).ofNumber("9434765919"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("9434765919");
  }

  @Test
  void pseudonyms_of_an_unknown_key_are_told_apart() {
    assertThat(new Pseudonym(Keys.of(KEY)).advance(TOKEN, KEY_2.id())).isEmpty();
  }

  @Test
  void the_key_id_says_which_keys_made_it() {
    assertThat(Keys.of(KEY).id()).isEqualTo("ed60bb0d").isEqualTo(KEY.id());
    assertThat(Keys.of(KEY, KEY_2).id()).isEqualTo("08d8b9fc").isNotEqualTo(KEY_2.id());
  }
}
