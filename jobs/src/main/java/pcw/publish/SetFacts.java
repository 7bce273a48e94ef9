package pcw.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pcw.ops.PublishedSets;

/** {@code publish.json}: what made the set, for the manifest. */
final class SetFacts {
  private SetFacts() {}

  static void write(Path folder, SetName name, Map<String, Long> rows, Boundaries boundaries)
      throws IOException {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("set_id", name.id());
    facts.put("inputs_id", name.inputsId());
    facts.put("earlier_set", name.earlier());
    facts.put("released_set", name.released());
    facts.put("project_version", name.version());
    facts.put("policy", name.policy());
    facts.put("official", name.isOfficial());
    facts.put("periods", new TreeMap<>(Map.of("first", name.first(), "last", name.last())));
    List<Map<String, String>> inputs = new ArrayList<>();
    for (InputFile file : name.files()) {
      Map<String, String> input = new TreeMap<>();
      input.put("feed", file.feed());
      input.put("file_name", file.name());
      input.put("sha256", file.sha256());
      input.put(
          "month",
          file.month() == null ? null : Months.month(Months.number(file.month())).toString());
      input.put("status", file.status());
      inputs.add(input);
    }
    facts.put("inputs", inputs);
    facts.put("measures", name.measures());
    facts.put("definitions", name.definitions());
    facts.put("tables", new TreeMap<>(rows));
    facts.put("followed_practices", followed(boundaries));
    Files.writeString(folder.resolve("publish.json"), Json.text(facts));
  }

  /**
   * The set that readers had before one of this name: the latest, or, where that was made of the
   * same inputs, the one before it. Null where there is none.
   */
  static String earlier(Path latest, SetName name) throws IOException {
    JsonNode before = facts(latest);
    return madeOf(before, name)
        ? before.path("earlier_set").asText(null)
        : before.path("set_id").asText(null);
  }

  /**
   * The set of the last release that was made of other inputs than one of this name: a release of
   * the same shows nothing otherwise. Null where there is none.
   */
  static String released(PublishedSets sets, SetName name) throws IOException {
    for (String set : sets.releases().descendingMap().values()) {
      JsonNode facts = facts(sets.set(set));
      if (!facts.isMissingNode() && !madeOf(facts, name)) {
        return set;
      }
    }
    return null;
  }

  private static JsonNode facts(Path set) throws IOException {
    Path file = set.resolve("publish.json");
    return Files.exists(file)
        ? new ObjectMapper().readTree(file.toFile())
        : MissingNode.getInstance();
  }

  private static boolean madeOf(JsonNode facts, SetName name) {
    return facts.path("inputs_id").asText().equals(name.inputsId());
  }

  /** Practices that the latest map leaves out: they count where they were last known to be. */
  private static List<String> followed(Boundaries boundaries) {
    List<String> followed = new ArrayList<>();
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      if (boundaries.hasMap() && !boundaries.inLatestMap(practice)) {
        followed.add(boundaries.codes(Level.PRACTICE).get(practice));
      }
    }
    return followed;
  }
}
