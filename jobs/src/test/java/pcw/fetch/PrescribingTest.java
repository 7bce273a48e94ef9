package pcw.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;

class PrescribingTest {
  private static final YearMonth JULY = YearMonth.of(2026, 7);

  @TempDir Path landing;
  private OpenDataServer server;
  private Prescribing source;
  private byte[] july;

  @BeforeEach
  void aServiceWithManyMonths() throws Exception {
    server = new OpenDataServer();
    for (YearMonth month = YearMonth.of(2014, 1);
        month.isBefore(JULY);
        month = month.plusMonths(1)) {
      server.offer("EPD_SNOMED_" + month.toString().replace("-", ""), 3);
    }
    july = server.offer("EPD_SNOMED_202607", 20_000);
    source =
        new Prescribing(
            server.api(),
            "epd",
            Duration.ofMillis(1),
            new Log(new PrintStream(PrintStream.nullOutputStream())));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Path file(String name) {
    return landing.resolve(name + ".csv.zip");
  }

  private List<String> names() throws Exception {
    try (var files = Files.list(landing)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void bringsTheMonthFromTheSecondPageOnce() throws Exception {
    assertThat(source.fetch(JULY, landing)).contains(file("EPD_SNOMED_202607"));
    assertThat(file("EPD_SNOMED_202607")).hasBinaryContent(july);
    assertThat(names()).containsExactly("EPD_SNOMED_202607.csv.zip");
    assertThat(source.fetch(JULY, landing)).isEmpty();
    assertThat(server.requests.stream().filter(r -> r.startsWith("file"))).hasSize(1);
  }

  @Test
  void aServiceWithoutPagesIsNotAskedForEver() {
    server.knowsPages = false;
    assertThat(source.fetch(JULY, landing)).isPresent();
    assertThat(Collections.frequency(server.requests, "package_show")).isEqualTo(2);
  }

  @Test
  void finalBeatsWhatCameBefore() throws Exception {
    server.offer("EPD_SNOMED_202607_FINAL", 21_000);
    assertThat(source.fetch(JULY, landing)).contains(file("EPD_SNOMED_202607_FINAL"));
  }

  @Test
  void waitsAndTriesAgainWhereTheServiceIsBusyOrFails() {
    server.apiTroubles.addAll(List.of("429", "500", "503"));
    server.fileTroubles.addAll(List.of("500", "429"));
    assertThat(source.fetch(JULY, landing)).isPresent();
  }

  @Test
  void goesOnWhereAConnectionWasCut() throws Exception {
    server.fileTroubles.addAll(List.of("cut", "cut"));
    assertThat(source.fetch(JULY, landing)).isPresent();
    assertThat(file("EPD_SNOMED_202607")).hasBinaryContent(july);
    assertThat(server.requests).anyMatch(r -> r.startsWith("file bytes="));
  }

  @Test
  void asksForAnotherLinkWhereOneHasExpiredHalfWay() throws Exception {
    server.fileTroubles.addAll(List.of("cut", "gone", "cut", "gone"));
    assertThat(source.fetch(JULY, landing)).isPresent();
    assertThat(file("EPD_SNOMED_202607")).hasBinaryContent(july);
    assertThat(Collections.frequency(server.requests, "resource_show")).isEqualTo(3);
  }

  @Test
  void whatAnEarlierFetchBeganIsGoneOnWith() throws Exception {
    Files.write(landing.resolve(".EPD_SNOMED_202607.part"), java.util.Arrays.copyOf(july, 1000));
    assertThat(source.fetch(JULY, landing)).isPresent();
    assertThat(file("EPD_SNOMED_202607")).hasBinaryContent(july);
    assertThat(server.requests).contains("file bytes=1000-");
  }

  @Test
  void anotherNumberOfRowsThanTheServerCountsIsThrownAway() throws Exception {
    server.miscount("EPD_SNOMED_202607");
    assertThatThrownBy(() -> source.fetch(JULY, landing))
        .hasMessageContaining("20,000 rows, the server counts 20,001")
        .extracting(e -> ((Problem) e).exitCode())
        .isEqualTo(Exit.BAD_DATA);
    assertThat(names()).isEmpty();
  }

  @Test
  void aDamagedArchiveIsThrownAway() throws Exception {
    byte[] damaged = july.clone();
    java.util.Arrays.fill(damaged, 500, 600, (byte) 0);
    Files.write(landing.resolve(".EPD_SNOMED_202607.part"), java.util.Arrays.copyOf(damaged, 1000));
    assertThatThrownBy(() -> source.fetch(JULY, landing)).hasMessageContaining("damaged");
    assertThat(names()).isEmpty();
    assertThat(source.fetch(JULY, landing)).isPresent();
  }

  @Test
  void aServiceThatStaysInTroubleIsGivenUp() {
    server.apiTroubles.addAll(Collections.nCopies(50, "500"));
    assertThatThrownBy(() -> source.fetch(JULY, landing))
        .extracting(e -> ((Problem) e).exitCode())
        .isEqualTo(Exit.UNAVAILABLE);
  }

  @Test
  void aMonthThatIsNotOfferedYetIsInputMissing() {
    assertThatThrownBy(() -> source.fetch(YearMonth.of(2026, 8), landing))
        .hasMessageContaining("2026-08")
        .extracting(e -> ((Problem) e).exitCode())
        .isEqualTo(Exit.INPUT_MISSING);
  }
}
