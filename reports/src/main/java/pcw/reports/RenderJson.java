package pcw.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import pcw.reports.RenderRequest.Product;

/** The outcome as {@code render.json}: sorted, so that the same outcome gives the same bytes. */
final class RenderJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private record Failed(String level, String ods_code, String product, String message) {}

  private RenderJson() {}

  static byte[] of(RenderOutcome outcome) throws JsonProcessingException {
    Map<String, Map<String, Integer>> rendered = new TreeMap<>();
    outcome
        .rendered()
        .forEach(
            (level, products) -> {
              Map<String, Integer> counts = new TreeMap<>();
              products.forEach((product, n) -> counts.put(name(product), n));
              rendered.put(level.id(), counts);
            });
    List<Failed> failed =
        outcome.failures().stream()
            .map(f -> new Failed(f.level().id(), f.code(), name(f.product()), f.message()))
            .toList();
    String text =
        JSON.writeValueAsString(new TreeMap<>(Map.of("rendered", rendered, "failed", failed)));
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Product product) {
    return product.name().toLowerCase(Locale.ROOT);
  }
}
