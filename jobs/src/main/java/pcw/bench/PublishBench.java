package pcw.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pcw.ops.Log;
import pcw.publish.PublishTrial;
import pcw.schemas.Contracts;

/**
 * How long publish takes, from counts to files, and how that grows with the number of practices.
 * Its peer is itself at the size of the sample region: growth is linear where the ratio of seconds
 * is no more than that of practices.
 */
public final class PublishBench {
  private static final int SAMPLE_REGION = 60;

  private PublishBench() {}

  /** Publishes regions of growing size, and prints seconds, rows and seconds a practice. */
  public static void run(
      Path schemas, int measures, int months, int largest, Optional<Path> json, Log log) {
    Contracts contracts = Contracts.load(schemas);
    List<Comparison> comparisons = new ArrayList<>();
    log.say("%d measures, %d months; every third counts people and is protected", measures, months);
    log.say("%10s %10s %12s %16s", "practices", "seconds", "rows", "ms a practice");
    double first = 0;
    for (int practices = SAMPLE_REGION; practices <= largest; practices *= 4) {
      PublishTrial.Result result = once(contracts, practices, measures, months);
      first = first == 0 ? result.seconds() : first;
      log.say(
          "%,10d %10.1f %,12d %16.1f",
          practices, result.seconds(), result.rows(), 1000 * result.seconds() / practices);
      comparisons.add(
          new Comparison(
              "publish_" + practices,
              "publish of " + SAMPLE_REGION + " practices, times practices",
              List.of(result.seconds()),
              List.of(first * practices / SAMPLE_REGION),
              result.seconds(),
              first,
              result.rows(),
              Memory.peakMib()));
    }
    json.ifPresent(file -> Comparison.write(comparisons, file));
  }

  private static PublishTrial.Result once(
      Contracts contracts, int practices, int measures, int months) {
    try {
      Path folder = Files.createTempDirectory("pcw-bench-publish");
      try {
        return PublishTrial.run(folder, contracts, practices, measures, months);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
