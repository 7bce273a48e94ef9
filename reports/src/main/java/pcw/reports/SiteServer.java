package pcw.reports;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Shows a published set on this machine alone: files of the set and nothing else, read only, on the
 * loopback address.
 */
public final class SiteServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

  private final HttpServer server;
  private final Path set;

  private SiteServer(Path set, int port) throws IOException {
    this.set = set.toRealPath();
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newFixedThreadPool(4));
  }

  /**
   * Starts to answer.
   *
   * @param port 0 for any that is free
   */
  public static SiteServer start(Path set, int port) throws IOException {
    SiteServer site = new SiteServer(set, port);
    site.server.start();
    return site;
  }

  /** The address of the home page. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/pages/index.html";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      Path file = file(exchange.getRequestURI().getPath());
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String name = file.getFileName().toString();
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      exchange
          .getResponseHeaders()
          .set("Content-Type", type == null ? "application/octet-stream" : type);
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean isHead = method.equals("HEAD");
      exchange.sendResponseHeaders(200, isHead ? -1 : Files.size(file));
      if (!isHead) {
        try (OutputStream out = exchange.getResponseBody()) {
          Files.copy(file, out);
        }
      }
    }
  }

  /** The file of the set at this path; null where there is none, or where it lies elsewhere. */
  private Path file(String path) throws IOException {
    String relative = path.equals("/") ? "pages/index.html" : path.substring(1);
    if (relative.indexOf('\0') >= 0 || relative.startsWith("/")) {
      return null;
    }
    Path asked = set.resolve(relative).normalize();
    if (Files.isDirectory(asked)) {
      asked = asked.resolve("index.html");
    }
    if (!asked.startsWith(set) || !Files.isRegularFile(asked)) {
      return null;
    }
    Path real = asked.toRealPath();
    return real.startsWith(set) ? real : null;
  }

  @Override
  public void close() {
    server.stop(0);
    if (server.getExecutor() instanceof java.util.concurrent.ExecutorService pool) {
      pool.shutdownNow();
    }
  }
}
