package pcw.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;

class PracticeListsTest {
  private static final YearMonth MONTH = YearMonth.of(2026, 9);
  private static final String MAP =
      "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE\n" + "x,y,z\n".repeat(99);
  private static final String AGES = "PUBLICATION,EXTRACT_DATE,ORG_TYPE\nx,y,z\n";

  @TempDir Path landing;
  private final Map<String, String> pages = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private boolean cutsOnce;
  private HttpServer server;
  private PracticeLists source;

  @BeforeEach
  void aPublisher() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    pages.put(
        "/lists/september-2026",
        "<a href=\"/5A/gp-reg-pat-prac-map.csv\">map</a> <a href='/7B/gp-reg-pat-prac-quin-age.csv'>"
            + "ages</a> <a href=\"/9C/gp-reg-pat-prac-sing-age-male.csv\">others</a>");
    pages.put("/5A/gp-reg-pat-prac-map.csv", MAP);
    pages.put("/7B/gp-reg-pat-prac-quin-age.csv", AGES);
    source = source("/lists/{month}");
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private PracticeLists source(String path) {
    return new PracticeLists(
        "http://127.0.0.1:" + server.getAddress().getPort() + path,
        Duration.ofMillis(1),
        new Log(new PrintStream(PrintStream.nullOutputStream())));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    asked.add(range == null ? path : path + " " + range);
    String page = pages.get(path);
    if (page == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    boolean cuts = cutsOnce && path.endsWith("map.csv");
    cutsOnce &= !cuts;
    exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
    exchange.getResponseBody().write(bytes, from, cuts ? bytes.length / 2 : bytes.length - from);
    try {
      exchange.close();
    } catch (RuntimeException cut) {
      return;
    }
  }

  private static void fails(int exitCode, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(Problem.class)
        .satisfies(e -> assertThat(((Problem) e).exitCode()).isEqualTo(exitCode));
  }

  @Test
  void bringsBothFilesUnderTheNamesThatIngestKnowsOnce() {
    assertThat(source.fetch(MONTH, landing))
        .containsExactly(
            landing.resolve("gp-reg-pat-prac-map_2026-09.csv"),
            landing.resolve("gp-reg-pat-prac-quin-age_2026-09.csv"));
    assertThat(landing.resolve("gp-reg-pat-prac-map_2026-09.csv")).hasContent(MAP);
    assertThat(source.fetch(MONTH, landing)).isEmpty();
    assertThat(asked).containsOnlyOnce("/5A/gp-reg-pat-prac-map.csv");
  }

  @Test
  void aCutConnectionIsResumedWhereItWasCut() {
    cutsOnce = true;
    source.fetch(MONTH, landing);
    assertThat(landing.resolve("gp-reg-pat-prac-map_2026-09.csv")).hasContent(MAP);
    assertThat(asked).anyMatch(a -> a.startsWith("/5A/gp-reg-pat-prac-map.csv bytes="));
  }

  @Test
  void aMonthThatIsNotPublishedYetIsMissingInput() {
    fails(Exit.INPUT_MISSING, () -> source.fetch(MONTH.plusMonths(1), landing));
    pages.put("/lists/september-2026", "<a href=\"/5A/gp-reg-pat-prac-map.csv\">map</a>");
    fails(Exit.INPUT_MISSING, () -> source.fetch(MONTH, landing));
  }

  @Test
  void aPageInThePlaceOfATableIsThrownAway() throws IOException {
    pages.put("/5A/gp-reg-pat-prac-map.csv", "<html>Sorry</html>");
    fails(Exit.BAD_DATA, () -> source.fetch(MONTH, landing));
    try (var files = Files.list(landing)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void theAddressMustSayWhereTheMonthGoes() {
    fails(Exit.CONFIGURATION, () -> source("/lists"));
  }
}
