package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pcw.reports.RenderRequest.Product;

class PackTest {
  @ParameterizedTest
  @ValueSource(strings = {"practice_zp003", "icb_qz1", "icb_qz2", "england_eng"})
  void saysWhatItSaidBefore(String pack) throws IOException {
    Fixture.golden(Fixture.text(Fixture.pack(Fixture.rendered(), pack)), pack);
  }

  @Test
  void givesTheSameBytesForTheSameSet(@TempDir Path folder) throws IOException {
    Fixture.set(folder, 36);
    assertThat(Fixture.render(folder, Fixture.only("ZN0002", Product.PACK)).failures()).isEmpty();
    assertThat(Fixture.pack(folder, "pcn_zn0002"))
        .hasSameBinaryContentAs(Fixture.pack(Fixture.rendered(), "pcn_zn0002"));
  }

  @Test
  void isTaggedAndNamed() throws IOException {
    try (PDDocument document =
        Loader.loadPDF(Fixture.pack(Fixture.rendered(), "icb_qz1").toFile())) {
      var catalog = document.getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getLanguage()).isEqualTo("en-GB");
      assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo(
              "NHS Marsh and Vale Integrated Care Board (QZ1): personalised care pack, Sep 2026");
      assertThat(document.getDocumentInformation().getCreationDate().toInstant())
          .isEqualTo("2026-09-30T00:00:00Z");
      var first = catalog.getDocumentOutline().getFirstChild();
      assertThat(first.getTitle()).isEqualTo("NHS Marsh and Vale Integrated Care Board");
      List<String> bookmarks = new ArrayList<>();
      first.children().forEach(item -> bookmarks.add(item.getTitle()));
      assertThat(bookmarks)
          .containsExactly(
              "Scorecard",
              "Getting better",
              "Getting worse",
              "What to do next",
              "Joined up",
              "Prescribing",
              "Referrals and support",
              "Activation",
              "Care plans and shared decisions",
              "Choice",
              "Experience",
              "Personal health budgets",
              "NHS continuing healthcare",
              "Living with pain: needs",
              "Workforce and training",
              "Interventions",
              "Maturity",
              "Members: ADQs per 1,000 patients",
              "Data quality",
              "Methods and definitions",
              "Annex: high-dose opioid volume (LPI98) by month");
    }
  }

  @Test
  void tellsTablesHeadingsAndTheChartApart() throws IOException {
    try (PDDocument document =
        Loader.loadPDF(Fixture.pack(Fixture.rendered(), "icb_qz1").toFile())) {
      List<PDStructureElement> all = new ArrayList<>();
      collect(document.getDocumentCatalog().getStructureTreeRoot(), all);
      assertThat(all.stream().filter(e -> e.getStructureType().equals("H1"))).hasSize(1);
      assertThat(all.stream().filter(e -> e.getStructureType().equals("H2")).count()).isEqualTo(21);
      List<PDStructureElement> tables =
          all.stream().filter(e -> e.getStructureType().equals("Table")).toList();
      assertThat(tables).hasSize(17);
      for (PDStructureElement table : tables) {
        assertThat(table.getKids()).hasSizeGreaterThan(1).allMatch(k -> isType(k, "TR"));
      }
      assertThat(all.stream().filter(e -> e.getStructureType().equals("TH")))
          .isNotEmpty()
          .allMatch(
              e ->
                  e.getCOSObject()
                          .getCOSDictionary(COSName.A)
                          .getNameAsString(COSName.getPDFName("Scope"))
                      != null);
      List<String> alternatives =
          all.stream()
              .filter(e -> e.getStructureType().equals("Image"))
              .map(PDStructureElement::getAlternateDescription)
              .toList();
      assertThat(alternatives)
          .allMatch(text -> text != null && !text.isBlank())
          .anyMatch(
              text ->
                  text.startsWith(
                          "Line chart of ADQs per 1,000 patients, month by month from Oct 2023 to Sep 2026. High-dose opioid volume ")
                      && text.contains(" Last value: "))
          .anyMatch(text -> text.startsWith("Control chart of ADQs"))
          .anyMatch(text -> text.startsWith("Five line charts on one axis of time."))
          .contains("Usual variation", "The target is hit or missed by chance");
    }
  }

  private static boolean isType(Object kid, String type) {
    return kid instanceof PDStructureElement element && element.getStructureType().equals(type);
  }

  private static void collect(PDStructureNode node, List<PDStructureElement> into) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        into.add(element);
        collect(element, into);
      }
    }
  }

  @Test
  void embedsEveryFont() throws IOException {
    try (PDDocument document =
        Loader.loadPDF(Fixture.pack(Fixture.rendered(), "practice_zp003").toFile())) {
      for (COSObject object : document.getDocument().getObjectsByType(COSName.FONT_DESC)) {
        assertThat(((COSDictionary) object.getObject()).containsKey(COSName.FONT_FILE2)).isTrue();
      }
      int fonts = 0;
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
          assertThat(font.getName()).contains("SourceSans3");
          fonts++;
        }
      }
      assertThat(fonts).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "england_eng",
        "region_zr1",
        "icb_qz2",
        "pcn_zn0007",
        "practice_zp003",
        "practice_zp013"
      })
  void answersOnItsFirstPageWhatIsUpAndWhatToDo(String pack) throws IOException {
    String text = Fixture.text(Fixture.pack(Fixture.rendered(), pack));
    String first = text.substring(0, text.indexOf("Page 1 of"));
    assertThat(first)
        .contains("Scorecard", "Getting better", "Getting worse", "What to do next", "rounds to 0");
    assertThat(text.substring(text.indexOf("Page 1 of")))
        .contains("What drives it", "All prescribing measures")
        .doesNotContain("What to do next");
  }

  @Test
  void aChapterWithoutDataSaysSoInOneLine() throws IOException {
    assertThat(Fixture.text(Fixture.pack(Fixture.rendered(), "icb_qz2")).replaceAll("\\s+", " "))
        .contains(
            "No data held for this organisation. What would fill this chapter: referrals to social prescribing",
            "No data held for this organisation. What would fill this chapter: activation scores",
            "No data held for this organisation. What would fill this chapter: personal health budgets",
            "No data held for this organisation. What would fill this chapter: whether people were offered a choice",
            "No intervention has been recorded for this organisation.");
  }

  @Test
  void aChapterOfMeasuresNeedsNoTemplate(@TempDir Path folder) {
    Fixture.set(
        folder,
        36,
        "UPDATE measure SET chapter = 'outdoor_swimming' WHERE measure_id LIKE 'activation_%'");
    assertThat(Fixture.render(folder, Fixture.only("QZ1", Product.PACK)).failures()).isEmpty();
    assertThat(Fixture.text(Fixture.pack(folder, "icb_qz1")).replaceAll("\\s+", " "))
        .contains(
            "Outdoor swimming",
            "Outdoor swimming: how the measures went",
            "Levels of activation at the start, by level",
            "No data held for this organisation. What would fill this chapter: activation scores");
  }

  @Test
  void withholdsWhatIsWithheldInEveryChapter() throws IOException {
    String text = Fixture.text(Fixture.pack(Fixture.rendered(), "practice_zp003"));
    assertThat(text)
        .contains("Activation", "is withheld to protect small numbers [c].")
        .doesNotContain("How far the referrals");
  }

  @Test
  void printsHostileNamesAsTheyAre() {
    assertThat(Fixture.text(Fixture.pack(Fixture.rendered(), "practice_zp017")))
        .contains("<script>alert(\"x\")</script> =cmd|'/c calc'!A0 & Sons <b>Surgery</b>");
  }

  @Test
  void namesThePcnThatSpansTwoAreas() {
    assertThat(Fixture.text(Fixture.pack(Fixture.rendered(), "pcn_zn0007")))
        .contains("Also in NHS Kingsport, Southmoor and the Islands Integrated Care Board (QZ2)");
  }
}
