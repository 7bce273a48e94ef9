package pcw.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Each dated change of a definition, as an event that charts mark: never a silent step. */
final class Breaks {
  private Breaks() {}

  /**
   * Rows of {@code event}.
   *
   * @param changes the change log of each measure, as JSON; null where there is none
   */
  static List<Object[]> rows(Map<String, String> changes) {
    List<Object[]> rows = new ArrayList<>();
    changes.forEach(
        (measure, json) -> {
          try {
            for (JsonNode change : new ObjectMapper().readTree(json)) {
              rows.add(
                  new Object[] {
                    "break:" + measure + ":" + change.path("on").asText(),
                    null,
                    null,
                    LocalDate.parse(change.path("on").asText()),
                    "break",
                    change.path("what").asText(),
                    measure
                  });
            }
          } catch (JsonProcessingException e) {
            throw new IllegalStateException(measure + ": changes are not JSON", e);
          }
        });
    return rows;
  }
}
