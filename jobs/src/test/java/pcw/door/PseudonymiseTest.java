package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pcw.door.Deliveries.ADA;
import static pcw.door.Deliveries.BEN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Exit;
import pcw.ops.Problem;

class PseudonymiseTest {
  private static final String DECLARATION =
      """
      sender: A83040
      feed: coded_event
      period: 2026-08
      type1_applied_on: 2026-09-02
      ndo_applied_on: 2026-09-03
      """;

  @TempDir Path folder;
  private Path in;
  private Path sent;

  @BeforeEach
  void export() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    sent = Files.createDirectory(folder.resolve("sent"));
    in =
        Deliveries.write(
            own,
            "coded_event",
            "NHS Number,Event Date,SNOMED Code",
            ADA + ",2026-08-03,871731000000106",
            BEN + ",2026-08-03,871731000000106",
            ADA + ",2026-08-04,871731000000106",
            BEN + ",2026-08-04,871731000000106",
            BEN + "1,2026-08-05,871731000000106");
    Deliveries.declare(in, DECLARATION);
  }

  @Test
  void what_a_sender_makes_is_taken_by_a_warehouse_that_holds_no_key() throws IOException {
    Admission made =
        Pseudonymise.run(Deliveries.CONTRACTS, Optional.empty(), in, sent, Deliveries.keys());
    Path file = sent.resolve(in.getFileName());

    assertThat(made.rows()).isEqualTo(5);
    assertThat(made.accepted()).isEqualTo(4);
    assertThat(Files.readString(sent.resolve(in.getFileName() + ".rejected.csv")))
        .isEqualTo("rule,line,column\nnhs_number_invalid,6,person_token\n");
    Deliveries.Result taken =
        Deliveries.admit(
            file, "coded_event", Keys.pseudonymsOnly(made.keyId()), Deliveries.terms());
    assertThat(taken.admission().accepted()).isEqualTo(4);
    assertThat(taken.lines()).isEqualTo(Files.readAllLines(file));
  }

  @Test
  void a_refusal_leaves_nothing_behind() {
    Deliveries.declare(in, DECLARATION + "rows: 7\n");

    assertThatThrownBy(
            () ->
                Pseudonymise.run(
                    Deliveries.CONTRACTS,
                    Optional.of("coded_event"),
                    in,
                    sent.resolve("x.csv"),
                    Deliveries.keys()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("it has 5 rows")
        .satisfies(e -> assertThat(((Problem) e).exitCode()).isEqualTo(Exit.REFUSED));
    assertThat(sent).isEmptyDirectory();
  }

  @Test
  void the_export_itself_is_never_overwritten() {
    assertThatThrownBy(
            () ->
                Pseudonymise.run(
                    Deliveries.CONTRACTS, Optional.empty(), in, in.getParent(), Deliveries.keys()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("write to another place");
  }

  @Test
  void a_file_of_no_known_feed_is_named() throws IOException {
    Path other = Files.copy(in, folder.resolve("list.csv"));

    assertThatThrownBy(
            () ->
                Pseudonymise.run(
                    Deliveries.CONTRACTS, Optional.empty(), other, sent, Deliveries.keys()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("list.csv: no feed about people has this name");
  }
}
