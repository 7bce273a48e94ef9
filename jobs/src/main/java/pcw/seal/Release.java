package pcw.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;

/**
 * A sealed set that somebody answers for. What is published every night is working; a board paper
 * cites a release, by its label and its set.
 *
 * @param label such as {@code 2026-11}
 * @param approvedBy a role, not a person's name
 */
public record Release(
    String label, String approvedBy, String setId, String policy, String manifestSha256) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Freezes the latest set. Every file must be as the manifest says; a label names one set for
   * ever.
   *
   * @return the release, whether it is new or the same as before
   */
  public static Release freeze(PublishedSets sets, String label, String approvedBy)
      throws IOException {
    if (!label.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || approvedBy.isBlank()) {
      throw new Problem(
          Exit.USAGE,
          "--label takes letters, digits, dots and dashes, such as 2026-11; --approved-by a role.");
    }
    Path manifest = sets.latest().resolve(Manifest.FILE);
    if (!Files.exists(manifest)) {
      throw new Problem(
          Exit.INPUT_MISSING, "There is no sealed set in " + sets.latest() + ": run pcw first.");
    }
    JsonNode facts = JSON.readTree(manifest.toFile());
    Manifest.check(sets.latest().toRealPath(), facts);
    Release release =
        new Release(
            label,
            approvedBy,
            facts.path("set_id").asText(),
            facts.path("policy").asText(),
            Manifest.sha256(manifest));
    Path file = sets.release(label);
    if (Files.exists(file)) {
      Release before = read(file);
      if (!before.setId().equals(release.setId())) {
        throw new Problem(
            Exit.REFUSED,
            "The label " + label + " is the set " + before.setId() + " already: choose another.");
      }
      return before;
    }
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling("." + label + ".tmp");
    Files.writeString(
        temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(release.facts()));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    return release;
  }

  /** The release before a label, in the order of labels; empty where it is the first. */
  public static Optional<Release> before(PublishedSets sets, String label) throws IOException {
    String last = sets.releases().lowerKey(label);
    return last == null ? Optional.empty() : Optional.of(read(sets.release(last)));
  }

  private static Release read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    return new Release(
        json.path("label").asText(),
        json.path("approved_by").asText(),
        json.path("set_id").asText(),
        json.path("policy").asText(),
        json.path("manifest_sha256").asText());
  }

  private Map<String, String> facts() {
    return new TreeMap<>(
        Map.of(
            "label",
            label,
            "approved_by",
            approvedBy,
            "set_id",
            setId,
            "policy",
            policy,
            "manifest_sha256",
            manifestSha256));
  }
}
