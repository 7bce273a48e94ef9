package pcw.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pcw.ops.Project;
import pcw.ops.Run;

/**
 * What made a set, and the name that follows from it. A file that was refused or replaced is told
 * of in the set, and so is part of its name; so is what became of the rows of each file, for people
 * who are erased, or opt out later, leave files that stay accepted.
 *
 * @param policy publishable or internal
 * @param definitions SHA-256 by measure, and by path of contract, code list and conform SQL
 * @param isOfficial counted from verified codes only
 * @param earlier the set that readers had before, whose hidden cells stay hidden; null where there
 *     is none, or nobody is counted
 * @param released the set of the last release of other inputs, which says what was revised since;
 *     null where there is none
 */
record SetName(
    String version,
    String policy,
    Months months,
    List<InputFile> files,
    Map<String, String> measures,
    Map<String, String> definitions,
    boolean isOfficial,
    String earlier,
    String released) {

  private static final int CHARACTERS = 16;

  static SetName of(
      Run run, Months months, List<InputFile> files, Collection<MeasureDefinition> measures)
      throws IOException {
    Map<String, String> byMeasure = new TreeMap<>();
    measures.forEach(m -> byMeasure.put(m.id(), m.sha256()));
    Map<String, String> definitions = new TreeMap<>();
    for (String layer : List.of("landing", "codelist", "silver", "gold", "published")) {
      Path folder = run.contracts().folder().resolve(layer);
      hash(folder, "schemas/" + layer + "/", definitions);
    }
    hash(run.definitions("conform"), "conform/", definitions);
    return new SetName(
        Project.VERSION,
        run.policy(),
        months,
        files,
        byMeasure,
        definitions,
        run.contracts().isOfficial(),
        null,
        null);
  }

  private static void hash(Path folder, String prefix, Map<String, String> into)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches(".+\\.(yaml|csv|sql)") && !name.endsWith(".test.yaml")) {
          into.put(prefix + name, sha256(Files.readAllBytes(file)));
        }
      }
    }
  }

  /** The same, after a set that readers had before, and one that was released. */
  SetName after(String earlierSet, String releasedSet) {
    return new SetName(
        version, policy, months, files, measures, definitions, isOfficial, earlierSet, releasedSet);
  }

  /** The first 16 hexadecimal digits of the SHA-256 over everything that made the set. */
  String id() {
    return shortened(inputs() + line("earlier", earlier) + line("released", released));
  }

  /** The id that the same inputs have after no other set: sets that agree in it count the same. */
  String inputsId() {
    return shortened(inputs());
  }

  private static String shortened(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, CHARACTERS);
  }

  private static String line(String what, String set) {
    return set == null ? "" : what + ' ' + set + '\n';
  }

  private String inputs() {
    StringBuilder text = new StringBuilder();
    text.append("version ").append(version).append('\n');
    text.append("policy ").append(policy).append('\n');
    text.append(isOfficial ? "official\n" : "");
    text.append("periods ").append(first()).append(' ').append(last()).append('\n');
    files.stream()
        .map(f -> "file " + f.sha256() + ' ' + f.status() + ' ' + f.rowsByFate() + '\n')
        .sorted()
        .forEach(text::append);
    measures.forEach(
        (id, hash) -> text.append("measure ").append(id).append(' ').append(hash).append('\n'));
    definitions.forEach(
        (path, hash) ->
            text.append("definition ").append(path).append(' ').append(hash).append('\n'));
    return text.toString();
  }

  String first() {
    return Months.month(months.first()).toString();
  }

  String last() {
    return Months.month(months.last()).toString();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
