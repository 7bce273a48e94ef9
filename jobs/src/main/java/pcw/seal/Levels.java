package pcw.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import pcw.ops.AtomicFile;
import pcw.ops.Exit;
import pcw.ops.Problem;

/**
 * A set whose levels were rendered by tasks of their own: what each noted becomes the one {@code
 * render.json} that a render of everything writes, byte by byte.
 */
final class Levels {
  private static final List<String> DOWNWARDS =
      List.of("england", "region", "icb", "sub_icb", "locality", "pcn", "practice");

  private Levels() {}

  /** Joins the notes of the levels, where there are any. */
  static void join(Path set) throws IOException {
    List<Path> notes = DOWNWARDS.stream().map(l -> set.resolve(".render-" + l + ".json")).toList();
    if (notes.stream().noneMatch(Files::exists)) {
      return;
    }
    if (!Files.exists(set.resolve("render.json"))) {
      List<String> missing = new ArrayList<>();
      for (int i = 0; i < notes.size(); i++) {
        if (!Files.exists(notes.get(i))) {
          missing.add(DOWNWARDS.get(i));
        }
      }
      if (!missing.isEmpty()) {
        throw new Problem(
            Exit.INPUT_MISSING,
            "The set cannot be sealed: not rendered yet: "
                + String.join(", ", missing)
                + ". Run 'render --level' for each, then seal again.");
      }
      AtomicFile.replace(set.resolve("render.json"), joined(notes));
    }
    for (Path note : notes) {
      Files.deleteIfExists(note);
    }
  }

  private static byte[] joined(List<Path> notes) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    TreeMap<String, JsonNode> rendered = new TreeMap<>();
    List<JsonNode> failures = new ArrayList<>();
    for (Path note : notes) {
      JsonNode level = json.readTree(note.toFile());
      level.path("rendered").properties().forEach(e -> rendered.put(e.getKey(), e.getValue()));
      level.path("failed").forEach(failures::add);
    }
    failures.sort(
        Comparator.comparingInt((JsonNode f) -> DOWNWARDS.indexOf(f.path("level").asText()))
            .thenComparing(f -> f.path("ods_code").asText())
            .thenComparing(f -> f.path("product").asText()));
    ObjectNode all = json.createObjectNode();
    ArrayNode failed = all.putArray("failed");
    failures.forEach(failed::add);
    ObjectNode levels = all.putObject("rendered");
    rendered.forEach(levels::set);
    return (json.writeValueAsString(all) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
