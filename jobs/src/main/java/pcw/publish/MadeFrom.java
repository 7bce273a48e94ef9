package pcw.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;

/**
 * From which versions of the tables a set was made. Kept beside the sets, not in them: two
 * warehouses that make the same set count their commits differently.
 */
final class MadeFrom {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MadeFrom() {}

  private static Path file(PublishedSets sets, String setId) {
    return sets.root().resolve("made-from").resolve(setId + ".json");
  }

  static void write(PublishedSets sets, SetName name, Map<String, Long> versions)
      throws IOException {
    Path file = file(sets, name.id());
    Files.createDirectories(file.getParent());
    Map<String, Object> facts = new TreeMap<>();
    facts.put("versions", versions);
    facts.put("earlier_set", name.earlier());
    facts.put("released_set", name.released());
    Path temporary = file.resolveSibling(name.id() + ".tmp");
    Files.writeString(temporary, Json.text(facts));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonNode facts(PublishedSets sets, String setId) throws IOException {
    Path file = file(sets, setId);
    if (!Files.exists(file)) {
      throw new Problem(
          Exit.INPUT_MISSING,
          "No set " + setId + " was made here under this policy: " + file + " is missing.");
    }
    return JSON.readTree(file.toFile());
  }

  static Map<String, Long> read(PublishedSets sets, String setId) throws IOException {
    return JSON.convertValue(
        facts(sets, setId).path("versions"), new TypeReference<Map<String, Long>>() {});
  }

  static String earlier(PublishedSets sets, String setId) throws IOException {
    return facts(sets, setId).path("earlier_set").asText(null);
  }

  static String released(PublishedSets sets, String setId) throws IOException {
    return facts(sets, setId).path("released_set").asText(null);
  }
}
