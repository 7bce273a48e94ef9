package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcw.ops.Exit;

class DeclarationTest {
  private static final String GOOD =
      """
      sender: 00123
      feed: coded_event
      period: 2024-04/2026-05
      rows: 12
      sha256: 0000000000000000000000000000000000000000000000000000000000000000
      type1_applied_on: 2026-06-01
      ndo_applied_on: 2026-06-02
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("x.csv");
  }

  @Test
  void every_key_is_read_as_it_is_written() {
    Declaration declaration = Declaration.of(Deliveries.declare(file, GOOD));

    assertThat(declaration)
        .isEqualTo(
            new Declaration(
                "00123",
                "coded_event",
                YearMonth.of(2024, 4),
                YearMonth.of(2026, 5),
                OptionalLong.of(12),
                Optional.of("0".repeat(64)),
                Optional.of(LocalDate.of(2026, 6, 1)),
                LocalDate.of(2026, 6, 2),
                Optional.empty()));
  }

  @Test
  void what_is_written_is_read_again() throws IOException {
    Declaration declaration = Declaration.of(Deliveries.declare(file, GOOD));
    Path other = folder.resolve("y.csv");

    declaration.about(3, "1".repeat(64), "ed60bb0d").write(other);

    assertThat(Declaration.of(other)).isEqualTo(declaration.about(3, "1".repeat(64), "ed60bb0d"));
  }

  @Test
  void a_delivery_without_one_is_refused() {
    assertThatThrownBy(() -> Declaration.of(file))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("x.csv.delivery.yaml is missing")
        .satisfies(e -> assertThat(((Refused) e).exitCode()).isEqualTo(Exit.REFUSED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sender: 00123|sender: a 1|'sender' of its declaration must be an ODS code",
        "feed: coded_event|feed: Coded|'feed' of its declaration must be",
        "period: 2024-04/2026-05|period: August|'period' of its declaration must be months",
        "period: 2024-04/2026-05|period: 2026-05/2024-04|the earlier first",
        "period: 2024-04/2026-05|period: 2026-01/2026-02/2026-03|the earlier first",
        "rows: 12|rows: -1|'rows' of its declaration must be a whole number",
        "sha256: 0|sha256: x|'sha256' of its declaration must be 64",
        "type1_applied_on: 2026-06-01|type1_applied_on: yes|or not_applicable",
        "ndo_applied_on: 2026-06-02|ndo_applied_on: not_applicable|without it nothing is taken",
        "ndo_applied_on: 2026-06-02|rows: 13|'rows' of its declaration stands twice",
        "ndo_applied_on: 2026-06-02|# nothing|'ndo_applied_on' of its declaration is missing",
        "sender: 00123|# nothing|'sender' of its declaration is missing",
        "type1_applied_on: 2026-06-01|# nothing|'type1_applied_on' of its declaration is missing",
        "rows: 12|rows: [12]|'rows' of its declaration must be one value",
        "rows: 12|patient: 9990602077|unknown key on line 4",
        "rows: 12|'rows: \"12'|no plain list of keys and values"
      })
  void what_is_wrong_is_named_and_not_repeated(String good, String bad, String message) {
    String yaml = GOOD.replace(good, bad);
    Deliveries.declare(file, yaml);

    assertThatThrownBy(() -> Declaration.of(file))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("x.csv: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("9990602077")
        .hasNoCause();
  }

  @Test
  void something_that_is_no_mapping_is_refused() throws IOException {
    for (String text : new String[] {"", "- a\n", "text", GOOD + "---\nsender: A\n"}) {
      Files.writeString(Declaration.beside(file), text);

      assertThatThrownBy(() -> Declaration.of(file))
          .as(text)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no plain list");
    }
  }
}
