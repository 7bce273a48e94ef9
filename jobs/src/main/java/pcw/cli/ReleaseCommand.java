package pcw.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import pcw.ops.Desk;
import pcw.ops.Lease;
import pcw.ops.PublishedSets;
import pcw.publish.Differences;
import pcw.seal.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Working figures become a release. */
@Command(
    name = "release",
    description = "Freeze the latest set under a label, and say what was revised since the last.",
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
    if (before.isPresent()) {
      List<Differences.Moved> moved =
          Differences.between(sets.set(before.get().setId()), sets.set(release.setId()));
      long revised = moved.stream().filter(m -> m.before() != null && m.after() != null).count();
      System.out.printf("%,d figures were revised since %s.%n", revised, before.get().label());
      Differences.byCause(moved)
          .forEach((cause, count) -> System.out.printf("%,9d  %s%n", count, cause.words()));
    }
    return 0;
  }
}
