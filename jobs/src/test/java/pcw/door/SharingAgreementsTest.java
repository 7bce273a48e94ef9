package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcw.ops.Problem;

class SharingAgreementsTest {
  private static final String HEADER =
      "sender_code,feed,controller,lawful_basis,agreement_reference,valid_from,valid_to\n";

  @TempDir Path folder;

  private SharingAgreements read(String rows) throws IOException {
    Path file = folder.resolve("sharing_agreement.csv");
    Files.writeString(file, HEADER + rows);
    return SharingAgreements.read(file, Deliveries.contract("sharing_agreement"));
  }

  @Test
  void an_agreement_holds_from_its_first_day_to_its_last() throws IOException {
    SharingAgreements register = read("A83040,referral,ICB,6(1)(e),DSA-1,2026-01-01,2026-06-30\n");

    assertThat(register.find("A83040", "referral", LocalDate.of(2025, 12, 31))).isEmpty();
    assertThat(register.find("A83040", "referral", LocalDate.of(2026, 1, 1))).isPresent();
    assertThat(register.find("A83040", "referral", LocalDate.of(2026, 6, 30)))
        .get()
        .extracting(SharingAgreements.Agreement::reference)
        .isEqualTo("DSA-1");
    assertThat(register.find("A83040", "referral", LocalDate.of(2026, 7, 1))).isEmpty();
    assertThat(register.find("A83040", "contact", LocalDate.of(2026, 6, 30))).isEmpty();
    assertThat(register.find("A83041", "referral", LocalDate.of(2026, 6, 30))).isEmpty();
  }

  @Test
  void an_open_end_lasts() throws IOException {
    assertThat(
            read("A83040,referral,ICB,6(1)(e),DSA-1,2026-01-01,\n")
                .find("A83040", "referral", LocalDate.of(2099, 1, 1)))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a83040,referral,ICB,6,DSA,2026-01-01,|line 2: column sender_code has the wrong form",
        "A83040,Referral,ICB,6,DSA,2026-01-01,|line 2: column feed has the wrong form",
        "A83040,referral,,6,DSA,2026-01-01,|line 2: column controller is missing",
        "A83040,referral,ICB,,DSA,2026-01-01,|line 2: column lawful_basis is missing",
        "A83040,referral,ICB,6,,2026-01-01,|line 2: column agreement_reference is missing",
        "A83040,referral,ICB,6,DSA,1 Jan 2026,|line 2: column valid_from must be a day",
        "A83040,referral,ICB,6,DSA,2026-01-02,2026-01-01|line 2: column valid_to is before",
        "A83040,referral,ICB|not valid CSV"
      })
  void a_register_with_a_mistake_is_not_used(String row, String message) {
    assertThatThrownBy(() -> read(row + "\n"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("sharing_agreement.csv: ")
        .hasMessageContaining(message);
  }

  @Test
  void a_register_without_a_column_is_not_used() throws IOException {
    Path file = folder.resolve("r.csv");
    Files.writeString(file, HEADER.replace(",valid_to", ""));

    assertThatThrownBy(() -> SharingAgreements.read(file, Deliveries.contract("sharing_agreement")))
        .hasMessageContaining("the column valid_to is missing");
  }
}
