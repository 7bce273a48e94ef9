package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardPaperTest {
  private static final String PAPER = "pcw-board_icb_qz1_2026-09_publishable.pdf";

  private static String text(Path paper) {
    return Fixture.text(paper).replaceAll("\\s+", " ");
  }

  @Test
  void saysWhatItSaidBefore() throws IOException {
    Fixture.golden(Fixture.text(Fixture.rendered().resolve("board").resolve(PAPER)), "board_qz1");
  }

  @Test
  void hasFourPagesAndAnAnnexAndCitesItsRelease() throws IOException {
    try (PDDocument document =
        Loader.loadPDF(Fixture.rendered().resolve("board").resolve(PAPER).toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(5);
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo(
              "NHS Marsh and Vale Integrated Care Board (QZ1): personalised care, paper for the board, release 2026-11");
    }
    assertThat(text(Fixture.rendered().resolve("board").resolve(PAPER)))
        .contains(
            "Purpose",
            "What the board is asked to do",
            "Risk",
            "Finance",
            "Equality",
            "1, most deprived fifth against 5, least deprived fifth, ratio 1.70 (95% interval 1.30 to 2.20)",
            "Confidence in the data",
            "Release 2026-11 is the published set f1c7107e5e7a11ce",
            "approved by: Director of strategy",
            "1. More people have a",
            "Chief pharmacist",
            "A file was replaced");
  }

  @Test
  void namesPracticesInTheAnnexOnly() {
    String text = text(Fixture.rendered().resolve("board").resolve(PAPER));
    String before = text.substring(0, text.indexOf("Annex: practices, from public data"));
    assertThat(before).doesNotContainPattern("ZP0\\d\\d");
    assertThat(text.substring(before.length())).containsPattern("ZP0\\d\\d");
  }

  @Test
  void withoutAimsSaysWhatToDeliver(@TempDir Path folder) throws Exception {
    Fixture.set(folder, 36, "DROP TABLE board_aim");
    assertThat(Fixture.board(folder)).isEqualTo(2);
    assertThat(text(folder.resolve("board").resolve(PAPER)))
        .contains("No aims are recorded: deliver board_aim.csv");
  }

  @Test
  void isMadeOfTheReleasedSetAlone(@TempDir Path folder) {
    Fixture.set(folder, 2);
    assertThatThrownBy(
            () ->
                BoardPaper.render(
                    folder,
                    new BoardRelease("2026-11", "Director", "another", "", List.of()),
                    folder))
        .hasMessageContaining("the release is of the set another");
    assertThat(Files.exists(folder.resolve(PAPER))).isFalse();
  }
}
