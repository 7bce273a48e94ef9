package pcw.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Behaves like the open-data service, on loopback: pages of resources, links that expire, ranges;
 * and like a service in trouble, as often as it is told to.
 */
final class OpenDataServer implements AutoCloseable {
  private static final int LINK_USES = 3;

  private final HttpServer server;
  private final Map<String, byte[]> archives = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new LinkedHashMap<>();

  /**
   * Troubles to come, one for each request of a kind: {@code 429}, {@code 500}, {@code cut}, {@code
   * gone}.
   */
  final Deque<String> apiTroubles = new ArrayDeque<>();

  final Deque<String> fileTroubles = new ArrayDeque<>();
  final List<String> requests = new ArrayList<>();
  boolean knowsPages = true;

  OpenDataServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/3/action/", this::api);
    server.createContext("/file/", this::file);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String api() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/3/action";
  }

  /** Offers a file of so many rows. */
  byte[] offer(String name, long rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Random random = new Random(rows);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name + ".csv"));
      zip.write("YEAR_MONTH,NIC\n".getBytes(StandardCharsets.UTF_8));
      for (long i = 0; i < rows; i++) {
        zip.write((random.nextLong() + ",1\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    archives.put(name, bytes.toByteArray());
    counts.put(name, rows);
    return bytes.toByteArray();
  }

  void miscount(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  private synchronized void api(HttpExchange exchange) throws IOException {
    String action = exchange.getRequestURI().getPath().replace("/api/3/action/", "");
    Map<String, String> query = query(exchange);
    requests.add(action);
    if (trouble(exchange, apiTroubles.poll())) {
      return;
    }
    switch (action) {
      case "package_show" -> {
        int offset = knowsPages ? Integer.parseInt(query.get("offset")) : 0;
        int limit = knowsPages ? Integer.parseInt(query.get("limit")) : Integer.MAX_VALUE;
        List<String> resources =
            archives.keySet().stream()
                .skip(offset)
                .limit(limit)
                .map(n -> "{\"id\":\"id-" + n + "\",\"name\":\"" + n + "\"}")
                .toList();
        json(exchange, "{\"result\":{\"resources\":[" + String.join(",", resources) + "]}}");
      }
      case "resource_show" -> {
        String name = query.get("id").replace("id-", "");
        String link = "/file/" + name + "/" + uses.size();
        uses.put(link, 0);
        String host = api().replace("/api/3/action", "");
        json(exchange, "{\"result\":{\"zip_url\":\"" + host + link + "\"}}");
      }
      case "datastore_search_sql" ->
          json(
              exchange,
              "{\"result\":{\"result\":{\"records\":[{\"n\":"
                  + counts.get(query.get("resource_id"))
                  + "}]}}}");
      default -> answer(exchange, 404, new byte[0], 0);
    }
  }

  private synchronized void file(HttpExchange exchange) throws IOException {
    String link = exchange.getRequestURI().getPath();
    byte[] archive = archives.get(link.split("/", -1)[2]);
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add("file" + (range == null ? "" : " " + range));
    String trouble = fileTroubles.poll();
    boolean isExpired = uses.merge(link, 1, Integer::sum) > LINK_USES;
    if (trouble(exchange, isExpired ? "gone" : trouble)) {
      return;
    }
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    byte[] rest = Arrays.copyOfRange(archive, from, archive.length);
    int sent = "cut".equals(trouble) ? rest.length / 2 : rest.length;
    answer(exchange, range == null ? 200 : 206, rest, sent);
  }

  private static boolean trouble(HttpExchange exchange, String trouble) throws IOException {
    if (trouble == null || trouble.equals("cut") || trouble.isEmpty()) {
      return false;
    }
    if (trouble.equals("429")) {
      exchange.getResponseHeaders().add("Retry-After", "0");
    }
    answer(exchange, trouble.equals("gone") ? 403 : Integer.parseInt(trouble), new byte[0], 0);
    return true;
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    answer(exchange, 200, bytes, bytes.length);
  }

  /** Says that all is coming, and sends so much. */
  private static void answer(HttpExchange exchange, int status, byte[] body, int sent)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body, 0, sent);
    }
    try {
      exchange.close();
    } catch (RuntimeException cut) {
      return;
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", -1);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
