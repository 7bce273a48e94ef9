package pcw.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pcw.ops.Exit;
import pcw.ops.Failpoint;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.StepResult;

/**
 * Writes the manifest of the set that was published last, and switches {@code latest} to it.
 *
 * <p>A report of a practice, PCN, locality or sub-ICB location that could not be made is listed,
 * and the set is sealed all the same. One of an ICB, a region or England keeps the old {@code
 * latest}.
 */
public final class Seal {
  private static final Set<String> MUST_RENDER = Set.of("england", "region", "icb");
  private static final Pattern LEFTOVER = Pattern.compile("\\..+\\.[0-9a-f-]{36}(\\.tmp)?");

  private Seal() {}

  /**
   * Seals the set.
   *
   * @return not changed where {@code latest} is this very set already
   */
  public static StepResult run(Run run) {
    PublishedSets sets = PublishedSets.of(run.warehouse(), run.policy());
    String setId =
        sets.next()
            .orElseThrow(
                () ->
                    new Problem(Exit.INPUT_MISSING, "There is no set to seal: run publish first."));
    Path set = sets.set(setId);
    if (!Files.isDirectory(set)) {
      throw new Problem(
          Exit.INPUT_MISSING,
          "The set " + setId + " is not in " + set.getParent() + ": publish it again.");
    }
    try {
      removeLeftovers(set);
      Levels.join(set);
      JsonNode render = read(set.resolve("render.json"));
      refuseWhereAWiderReportFailed(render, setId);
      byte[] manifest = Manifest.of(set, read(set.resolve("publish.json")), render);
      if (isSealed(sets, set, manifest)) {
        return new StepResult("seal", false, Map.of(), Optional.of(setId));
      }
      write(set.resolve(Manifest.FILE), manifest);
      run.lease().check();
      Failpoint.reach("before:latest");
      switchLatest(sets.latest(), set);
      long failed = render.path("failed").size();
      if (failed > 0) {
        run.log().say("  %d reports could not be made; they are listed in the manifest", failed);
      }
      return new StepResult("seal", true, Map.of("sets", 1L), Optional.of(setId));
    } catch (IOException e) {
      throw new Problem(
          Exit.CANNOT_WRITE, "The set cannot be sealed in " + sets.root() + ": " + e.getMessage());
    }
  }

  /** What a render that was killed had begun to write. */
  private static void removeLeftovers(Path set) throws IOException {
    try (Stream<Path> files = Files.walk(set)) {
      for (Path leftover :
          files.filter(f -> LEFTOVER.matcher(f.getFileName().toString()).matches()).toList()) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static JsonNode read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return Files.exists(file) ? json.readTree(file.toFile()) : json.createObjectNode();
  }

  private static void refuseWhereAWiderReportFailed(JsonNode render, String setId) {
    List<String> failed = new ArrayList<>();
    for (JsonNode report : render.path("failed")) {
      String level = report.path("level").asText();
      if (MUST_RENDER.contains(level)) {
        failed.add(level + " " + report.path("ods_code").asText());
      }
    }
    if (!failed.isEmpty()) {
      throw new Problem(
          Exit.FAULT,
          "The set "
              + setId
              + " is not sealed and 'latest' stays as it was: no report for "
              + String.join(", ", failed)
              + ". Mend what render has reported, render again, then seal.");
    }
  }

  private static boolean isSealed(PublishedSets sets, Path set, byte[] manifest)
      throws IOException {
    Path file = set.resolve(Manifest.FILE);
    return Files.exists(sets.latest())
        && Files.isSameFile(sets.latest(), set)
        && Files.exists(file)
        && Arrays.equals(Files.readAllBytes(file), manifest);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.write(temporary, bytes);
    force(temporary);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(file.getParent());
  }

  /**
   * A link under another name, renamed over the old one: readers see the old set or the new one.
   */
  private static void switchLatest(Path latest, Path set) throws IOException {
    Path temporary = latest.resolveSibling(".latest.tmp");
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, latest.getParent().relativize(set));
    Files.move(
        temporary, latest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(latest.getParent());
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
