package pcw.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import pcw.ops.Desk;
import pcw.ops.Lease;
import pcw.ops.PublishedSets;
import pcw.publish.Differences;
import pcw.reports.BoardPaper;
import pcw.reports.BoardRelease;
import pcw.seal.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Working figures become a release. */
@Command(
    name = "release",
    description =
        "Freeze the latest set under a label, say what was revised since the last, and make the"
            + " board papers that cite it.",
    mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "LABEL",
      description = "Such as 2026-11.")
  String label;

  @Option(
      names = "--approved-by",
      required = true,
      paramLabel = "ROLE",
      description = "The role that answers for it.")
  String approvedBy;

  @Override
  public Integer call() throws IOException {
    PublishedSets sets = options.sets();
    Release release = Release.freeze(sets, label, approvedBy);
    Desk.hand(options.warehouse(), Lease.none());
    System.out.printf(
        "Release %s is the set %s (%s), approved by %s.%n",
        release.label(), release.setId(), release.policy(), release.approvedBy());
    Optional<Release> before = Release.before(sets, label);
    List<Differences.Moved> moved =
        before.isPresent()
            ? Differences.between(sets.set(before.get().setId()), sets.set(release.setId()))
            : List.of();
    if (before.isPresent()) {
      long revised = moved.stream().filter(m -> m.before() != null && m.after() != null).count();
      System.out.printf("%,d figures were revised since %s.%n", revised, before.get().label());
      Differences.byCause(moved)
          .forEach((cause, count) -> System.out.printf("%,9d  %s%n", count, cause.words()));
    }
    Path papers = sets.root().resolve("releases").resolve(label);
    int made = papers(sets, release, before.map(Release::label).orElse(""), moved, papers);
    System.out.printf("%,d board papers are in %s.%n", made, papers);
    return 0;
  }

  /** Made beside the set, which is sealed; a release that is named again makes the same papers. */
  private static int papers(
      PublishedSets sets,
      Release release,
      String previous,
      List<Differences.Moved> moved,
      Path folder)
      throws IOException {
    List<BoardRelease.Revision> revised =
        moved.stream()
            .filter(m -> m.before() != null && m.after() != null)
            .filter(m -> m.breakdown().equals("all"))
            .filter(m -> !m.level().equals("practice"))
            .map(
                m ->
                    new BoardRelease.Revision(
                        m.measure(),
                        m.level(),
                        m.code(),
                        m.window(),
                        LocalDate.parse(m.periodEnd()),
                        m.before(),
                        m.after(),
                        m.cause().words()))
            .toList();
    try {
      return BoardPaper.render(
          sets.set(release.setId()),
          new BoardRelease(
              release.label(), release.approvedBy(), release.setId(), previous, revised),
          folder);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
