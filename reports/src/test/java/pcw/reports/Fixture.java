package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import pcw.reports.RenderRequest.Product;

/**
 * Published sets of a fictional region, as {@code fixture.sql} makes them, and what is read of
 * them.
 */
final class Fixture {
  private static Path rendered;

  private Fixture() {}

  /** A set of so many months up to September 2026, with statements to change it afterwards. */
  static Path set(Path folder, int months, String... changes) {
    try (InputStream sql = Fixture.class.getResourceAsStream("/fixture.sql")) {
      Files.createDirectories(folder);
      Path file = folder.resolve("published.duckdb");
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute(
            new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                .replace("${months}", Integer.toString(months)));
        for (String change : changes) {
          statement.execute(change);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The set of 36 months with all its packs and pages, rendered once for all tests. */
  static synchronized Path rendered() {
    if (rendered == null) {
      Path folder = Path.of("target", "fixture").toAbsolutePath();
      clear(folder);
      set(folder, 36);
      assertThat(render(folder, RenderRequest.all()).failures()).isEmpty();
      assertThat(board(folder)).isEqualTo(2);
      rendered = folder;
    }
    return rendered;
  }

  static RenderOutcome render(Path folder, RenderRequest request) {
    try {
      return Renderer.render(folder, request, (done, total) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The board papers of a release of the set, into its folder {@code board}. */
  static int board(Path folder) {
    BoardRelease release =
        new BoardRelease(
            "2026-11",
            "Director of strategy",
            "f1c7107e5e7a11ce",
            "2026-10",
            List.of(
                new BoardRelease.Revision(
                    "opioid_ome_per_1000",
                    "icb",
                    "QZ1",
                    "month",
                    LocalDate.parse("2026-08-31"),
                    "21000.5 / 1.0 / 2.0",
                    "21500.25 / 1.0 / 2.0",
                    "a file was replaced"),
                new BoardRelease.Revision(
                    "people_referred",
                    "pcn",
                    "ZN0001",
                    "quarter",
                    LocalDate.parse("2026-06-30"),
                    "suppressed",
                    "55.0 / 55.0",
                    "a file came later")));
    try {
      return BoardPaper.render(folder, release, folder.resolve("board"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text is what the golden file of this name says. */
  static void golden(String text, String name) throws IOException {
    Path golden = Path.of("src/test/resources/golden", name + ".txt");
    if (Boolean.getBoolean("pcw.refresh")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  /** Only the organisation of this code, in one thread. */
  static RenderRequest only(String code, Product... products) {
    return new RenderRequest(Set.of(), Optional.of(code), Set.of(products), 1, true);
  }

  static Path pack(Path folder, String levelAndCode) {
    return folder.resolve("packs/pcw-pack_" + levelAndCode + "_2026-09_publishable.pdf");
  }

  static String page(Path folder, String path) {
    try {
      return Files.readString(folder.resolve("pages").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a pack as a reader sees it, page by page. */
  static String text(Path pdf) {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      stripper.setLineSeparator("\n");
      return stripper.getText(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
