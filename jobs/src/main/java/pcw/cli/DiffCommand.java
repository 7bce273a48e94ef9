package pcw.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pcw.ops.PublishedSets;
import pcw.publish.Differences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What moved between two sets, and why. */
@Command(
    name = "diff",
    description = "List every figure that moved between two published sets, with its cause.",
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(names = "--summary", description = "Only how many figures moved for each cause.")
  boolean summary;

  @Parameters(index = "0", paramLabel = "SET", description = "The earlier set, or 'latest'.")
  String before;

  @Parameters(index = "1", paramLabel = "SET", description = "The later set, or 'latest'.")
  String after;

  @Override
  public Integer call() throws IOException {
    PublishedSets sets = options.sets();
    List<Differences.Moved> moved = Differences.between(set(sets, before), set(sets, after));
    if (!summary) {
      moved.forEach(m -> System.out.println(line(m)));
    }
    Differences.byCause(moved)
        .forEach((cause, count) -> System.out.printf("%,9d  %s%n", count, cause.words()));
    System.out.println(moved.isEmpty() ? "No figure moved." : moved.size() + " figures moved.");
    return 0;
  }

  static Path set(PublishedSets sets, String id) {
    return id.equals("latest") ? sets.latest() : sets.set(id);
  }

  private static String line(Differences.Moved m) {
    return String.format(
        "%s %s %s %s %s%s %s: %s -> %s (%s%s)",
        m.measure(),
        m.level(),
        m.code(),
        m.window(),
        m.periodEnd(),
        m.breakdown().equals("all") ? "" : " " + m.breakdown() + "=" + m.category(),
        m.view(),
        m.before() == null ? "no row" : m.before(),
        m.after() == null ? "no row" : m.after(),
        m.cause().words(),
        m.detail().isEmpty() ? "" : ": " + m.detail());
  }
}
