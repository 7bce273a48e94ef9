package pcw.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the trend explorer reads: one small script an organisation, and one a level with the deciles
 * of its peers. Scripts, not JSON, because a page that is opened from a disk may load nothing else.
 */
final class Explorer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DECILES =
      List.of("p10", "p20", "p30", "p40", "p50", "p60", "p70", "p80", "p90");

  private Explorer() {}

  /** Below {@code pages/}. */
  static String path(Organisation organisation) {
    return "explorer/%s/%s.js"
        .formatted(organisation.level().id(), organisation.code().toLowerCase(Locale.ROOT));
  }

  /** All series of one organisation, with the sign of what is not shown. */
  static byte[] organisation(Organisation organisation, Connection connection)
      throws SQLException, JsonProcessingException {
    Map<String, Object> key =
        Map.of("org_level", organisation.level().id(), "ods_code", organisation.code());
    Map<String, Map<String, List<Object>>> series = new LinkedHashMap<>();
    for (Row row : Templates.rows(connection, "explorer", key)) {
      Map<String, List<Object>> one =
          series.computeIfAbsent(row.text("measure_id"), m -> new LinkedHashMap<>());
      boolean isShown = row.isShown("value");
      add(one, "p", row.text("period_end"));
      add(one, "v", isShown ? six(row.number("value")) : null);
      add(
          one,
          "s",
          isShown ? Figures.marks(row.text("value_marks")).strip() : row.valueText("value"));
      add(one, "k", Sentences.direction(row.text("spc_point")));
    }
    for (Row row : Templates.rows(connection, "explorer_limits", key)) {
      Map<String, List<Object>> one = series.get(row.text("measure_id"));
      if (one != null) {
        one.put("c", List.of(row.text("settings")));
        add(
            one,
            "l",
            List.of(
                row.text("period_start"),
                row.text("period_end"),
                six(row.number("mean")),
                six(row.number("lower_limit")),
                six(row.number("upper_limit"))));
      }
    }
    return script("pcwSeries", organisation.level().id() + ":" + organisation.code(), series);
  }

  /** The deciles of a level. */
  static byte[] bands(Level level, Connection connection)
      throws SQLException, JsonProcessingException {
    Map<String, Map<String, List<Object>>> bands = new LinkedHashMap<>();
    for (Row row : Templates.rows(connection, "explorer_bands", Map.of("org_level", level.id()))) {
      Map<String, List<Object>> one =
          bands.computeIfAbsent(row.text("measure_id"), m -> new LinkedHashMap<>());
      add(one, "p", row.text("period_end"));
      List<Object> deciles = new ArrayList<>();
      DECILES.forEach(d -> deciles.add(six(row.number(d))));
      add(one, "d", deciles);
    }
    return script("pcwBands", level.id(), bands);
  }

  private static void add(Map<String, List<Object>> one, String name, Object value) {
    one.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** Six figures are more than a chart shows, and keep the files small. */
  private static BigDecimal six(Double value) {
    return value == null ? null : BigDecimal.valueOf(value).round(new MathContext(6));
  }

  private static byte[] script(String function, String key, Object data)
      throws JsonProcessingException {
    return "%s(%s, %s);\n"
        .formatted(function, JSON.writeValueAsString(key), JSON.writeValueAsString(data))
        .getBytes(StandardCharsets.UTF_8);
  }
}
