package pcw.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;
import pcw.ops.Project;

/**
 * Asks a public server one thing at a time, says who it is, waits when told to, tries again after a
 * fault of the server, and goes on where a connection was cut.
 */
final class Polite {
  private static final int ATTEMPTS = 6;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY = 429;
  private static final int FAULT = 500;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(30))
          .build();
  private final Duration firstWait;
  private final Log log;

  /**
   * @param firstWait before the second attempt; doubled before each further one
   */
  Polite(Duration firstWait, Log log) {
    this.firstWait = firstWait;
    this.log = log;
  }

  /** What the server answers, as JSON. */
  JsonNode json(URI address) {
    try {
      return JSON.readTree(text(address));
    } catch (IOException e) {
      throw new Problem(Exit.UNAVAILABLE, "What " + address.getHost() + " answered is not JSON.");
    }
  }

  /** What the server answers, as text. */
  String text(URI address) {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> answer = client.send(request(address, 0), BodyHandlers.ofString());
        if (answer.statusCode() == OK) {
          return answer.body();
        }
        waitOrFail(address, attempt, answer);
      } catch (IOException e) {
        waitOrFail(address, attempt, e.toString(), Duration.ZERO);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /**
   * Downloads into a file, which may hold the beginning already.
   *
   * @param link asked for again when a link has expired
   */
  void download(Supplier<URI> link, Path part) {
    URI address = link.get();
    for (int attempt = 1; ; attempt++) {
      try {
        long held = Files.exists(part) ? Files.size(part) : 0;
        HttpResponse<InputStream> answer =
            client.send(request(address, held), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
          switch (answer.statusCode()) {
            case OK, PARTIAL -> {
              if (append(body, part, answer, answer.statusCode() == PARTIAL ? held : 0)) {
                return;
              }
              attempt = Files.size(part) > held ? 0 : attempt; // What moves on is not stuck.
              waitOrFail(address, attempt + 1, "the connection was cut", Duration.ZERO);
            }
            case FORBIDDEN, GONE -> {
              log.say("  the link has expired; asking for another");
              waitOrFail(address, attempt, answer);
              address = link.get();
            }
            case RANGE_NOT_SATISFIABLE -> Files.delete(part);
            default -> waitOrFail(address, attempt, answer);
          }
        }
      } catch (IOException e) {
        waitOrFail(address, attempt, e.toString(), Duration.ZERO);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** True where the file is as long as the server says. */
  private static boolean append(InputStream body, Path part, HttpResponse<?> answer, long from)
      throws IOException {
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (from == 0) {
      Files.deleteIfExists(part);
    }
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      body.transferTo(out);
    } catch (IOException cut) {
      return false;
    }
    return length < 0 || Files.size(part) == from + length;
  }

  private static HttpRequest request(URI address, long from) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(2))
            .header("User-Agent", "pcw/" + Project.VERSION);
    return from > 0 ? request.header("Range", "bytes=" + from + "-").build() : request.build();
  }

  private void waitOrFail(URI address, int attempt, HttpResponse<?> answer) {
    int status = answer.statusCode();
    boolean mayPass =
        status == TOO_MANY || status >= FAULT || status == FORBIDDEN || status == GONE;
    if (!mayPass) {
      throw new Problem(
          status == NOT_FOUND ? Exit.INPUT_MISSING : Exit.UNAVAILABLE,
          address.getHost() + " answers " + status + " to " + address.getPath() + ".");
    }
    Duration asked =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(s -> s.matches("\\d{1,6}"))
            .map(s -> Duration.ofSeconds(Long.parseLong(s)))
            .orElse(Duration.ZERO);
    waitOrFail(address, attempt, "it answers " + status, asked);
  }

  private void waitOrFail(URI address, int attempt, String why, Duration asked) {
    if (attempt >= ATTEMPTS || asked.compareTo(LONGEST_WAIT) > 0) {
      throw new Problem(
          Exit.UNAVAILABLE,
          address.getHost()
              + " cannot be used now ("
              + why
              + "): run fetch again later; it goes on.");
    }
    Duration own = firstWait.multipliedBy(1L << (attempt - 1));
    Duration pause = own.compareTo(asked) > 0 ? own : asked;
    log.say("  %s: %s; again in %.1f s", address.getHost(), why, pause.toMillis() / 1000.0);
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Problem interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Problem(Exit.UNAVAILABLE, "fetch was interrupted: " + e);
  }
}
