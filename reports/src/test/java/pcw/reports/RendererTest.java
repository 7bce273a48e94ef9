package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.reports.RenderRequest.Product;

class RendererTest {
  private static final String ICB = "QZ1";

  @TempDir Path folder;

  private RenderOutcome render(boolean isAgain) throws IOException, SQLException {
    return Renderer.render(
        folder,
        new RenderRequest(Set.of(), Optional.of(ICB), Set.of(), 1, isAgain),
        (done, total) -> {});
  }

  @Test
  void drawsThePublicMeasureThatIsPublishedByQuarterAlone() throws IOException, SQLException {
    Path database = folder.resolve("published.duckdb");
    Files.copy(Fixture.rendered().resolve("published.duckdb"), database);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE measure SET disclosure = 'public' WHERE measure_id = 'people_referred'");
    }

    render(true);

    assertThat(folder.resolve("pages/explorer/icb/qz1.js"))
        .content()
        .containsPattern("\"people_referred\":\\{\"p\":\\[\"20\\d\\d-(03|06|09|12)-3")
        .containsPattern("\"opioid_ome_per_1000\":\\{\"p\":\\[\"20");
  }

  @Test
  void keepsTheReportsThatStandWhereARenderWasStopped() throws IOException, SQLException {
    Files.copy(Fixture.rendered().resolve("published.duckdb"), folder.resolve("published.duckdb"));
    RenderOutcome whole = render(true);
    Path pack = Fixture.pack(folder, "icb_qz1");
    Path page = folder.resolve("pages/icb/qz1.html");
    Path script = folder.resolve("pages/explorer/icb/qz1.js");
    byte[] made = Files.readAllBytes(script);
    Files.writeString(pack, "kept");
    Files.writeString(page, "half of its kind");
    Files.delete(script);

    RenderOutcome resumed = render(false);

    assertThat(resumed).isEqualTo(whole);
    assertThat(pack).hasContent("kept");
    assertThat(script).hasBinaryContent(made);
    assertThat(Files.readString(page)).startsWith("<!doctype html>");
    assertThat(whole.rendered().get(Level.ICB)).containsEntry(Product.PACK, 1);

    render(true);

    assertThat(Files.size(pack)).isGreaterThan(10_000);
  }
}
