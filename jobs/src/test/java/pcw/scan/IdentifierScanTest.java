package pcw.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants a number in every kind of file that a run may leave, and sees it found. */
class IdentifierScanTest {
  private static final String NUMBER = "9990602077";

  @TempDir Path folder;

  private List<Path> found() {
    return IdentifierScan.of(Set.of(NUMBER), List.of(folder)).findings().stream()
        .map(IdentifierScan.Finding::file)
        .map(Path::getFileName)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9990602077",
        "999 060 2077",
        "999-060-2077",
        "line 12: 9990602077,A83040",
        "{\"min\":9990602077}",
        "NHS9990602077",
        "x999 060 2077x 999 060 2077"
      })
  void aNumberInTextIsFound(String text) throws IOException {
    Files.writeString(folder.resolve("run.log"), text);

    assertThat(found()).containsExactly(Path.of("run.log"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "19990602077",
        "0.9990602077",
        "a3f9990602077b11",
        "99906020770",
        "999 060 207",
        "999 060 20771",
        "1 999  060 2077"
      })
  void otherDigitsAreNone(String text) throws IOException {
    Files.writeString(folder.resolve("run.log"), text);

    assertThat(found()).isEmpty();
  }

  @Test
  void aNumberInANameIsFound() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve(NUMBER)).resolve("x"), "");

    assertThat(found()).containsExactly(Path.of("x"));
  }

  @Test
  void twoByteTextIsRead() throws IOException {
    Files.writeString(folder.resolve("x.txt"), NUMBER, StandardCharsets.UTF_16LE);

    assertThat(found()).containsExactly(Path.of("x.txt"));
  }

  @Test
  void packedFilesAreOpenedHoweverDeep() throws IOException {
    byte[] gzip = gzip(("a,b\n1," + NUMBER + "\n").getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("a.csv.gz"), gzip);
    Files.write(folder.resolve("b.zip"), zip("inner/a.csv.gz", gzip));
    Files.write(
        folder.resolve("c.xlsx"),
        zip("xl/sharedStrings.xml", ("<t>" + NUMBER + "</t>").getBytes(StandardCharsets.UTF_8)));
    Files.write(
        folder.resolve("d.zip"), zip("clean.txt", "nothing".getBytes(StandardCharsets.UTF_8)));

    assertThat(found()).containsExactly(Path.of("a.csv.gz"), Path.of("b.zip"), Path.of("c.xlsx"));
  }

  @Test
  void documentsAreDecoded() throws IOException {
    document("text.pdf", NUMBER, "a title");
    document("title.pdf", "a page", "of " + NUMBER);
    document("clean.pdf", "a page", "a title");
    assertThat(
            new String(Files.readAllBytes(folder.resolve("text.pdf")), StandardCharsets.ISO_8859_1))
        .doesNotContain(NUMBER);

    assertThat(found()).containsExactly(Path.of("text.pdf"), Path.of("title.pdf"));
  }

  @Test
  void groupedNumbersAreFoundInTheTextOfADocumentAndNotInItsMeasurements() throws IOException {
    document("text.pdf", "999 060 2077", "a title");
    document("title.pdf", "a page", "of 999 060 2077");
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      page.setContents(
          new PDStream(
              document,
              new ByteArrayInputStream(
                  "999 060 2077 2077 re\n".getBytes(StandardCharsets.US_ASCII))));
      document.save(folder.resolve("drawing.pdf").toFile());
    }
    Files.write(
        folder.resolve("drawing.pdf"),
        "/Index [999 060 2077]\n".getBytes(StandardCharsets.US_ASCII),
        java.nio.file.StandardOpenOption.APPEND);

    assertThat(found()).containsExactly(Path.of("text.pdf"), Path.of("title.pdf"));
  }

  @Test
  void tablesAreReadWhateverTheTypeOfTheirColumns() throws SQLException {
    String database = folder.resolve("x.duckdb").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t AS SELECT 9990602077::BIGINT AS n FROM range(5000)");
      for (String type : List.of("BIGINT", "VARCHAR", "DECIMAL(12,2)", "DOUBLE")) {
        statement.execute(
            "COPY (SELECT ['x'] AS a, {'n': 9990602077::%s} AS n FROM range(5000)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(type, folder.resolve(type.substring(0, 3) + ".parquet")));
      }
      statement.execute(
          "COPY (SELECT 1 AS a) TO '%s' (FORMAT parquet)"
              .formatted(folder.resolve("clean.parquet")));
    }

    assertThat(found())
        .extracting(Path::toString)
        .containsExactly("BIG.parquet", "DEC.parquet", "DOU.parquet", "VAR.parquet", "x.duckdb");
  }

  @Test
  void theNumbersOfALandingFolderAreThoseOfItsDeliveriesAboutPeople() throws IOException {
    Path landing = Files.createDirectory(folder.resolve("landing"));
    Files.writeString(landing.resolve("a.csv"), "NHS Number\n999 060 2077\n9990602078\n");
    Files.writeString(landing.resolve("a.csv.delivery.yaml"), "sender: X\n");
    Files.writeString(landing.resolve("public.csv"), "9998302765\n");
    Path warehouse = Files.createDirectory(folder.resolve("warehouse"));
    Files.writeString(warehouse.resolve("log"), "9998302765 9990602078");

    IdentifierScan clean = IdentifierScan.of(landing, List.of(warehouse));
    Files.writeString(warehouse.resolve("log"), NUMBER);
    IdentifierScan planted = IdentifierScan.of(landing, List.of(warehouse));

    assertThat(clean.numbers()).isEqualTo(1);
    assertThat(clean.findings()).isEmpty();
    assertThat(clean.files()).containsEntry("plain", 1);
    assertThat(planted.findings()).hasSize(1);
    assertThat(planted.toString()).doesNotContain(NUMBER);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    }
    return bytes.toByteArray();
  }

  /** Text in an embedded subset of a font, as packs have it: glyph numbers, no characters. */
  private void document(String name, String text, String title) throws IOException {
    try (PDDocument document = new PDDocument();
        InputStream ttf =
            IdentifierScanTest.class.getResourceAsStream("/fonts/SourceSans3-Regular.ttf")) {
      PDPage page = new PDPage();
      document.addPage(page);
      document.getDocumentInformation().setTitle(title);
      PDType0Font font = PDType0Font.load(document, ttf, true);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(font, 12);
        content.newLineAtOffset(72, 700);
        content.showText(text);
        content.endText();
      }
      document.save(folder.resolve(name).toFile());
    }
  }
}
