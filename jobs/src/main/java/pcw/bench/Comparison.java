package pcw.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pcw.ops.Log;

/**
 * Our time beside a peer's for the same work.
 *
 * @param ourSeconds of each warm repeat
 * @param peerSeconds of each warm repeat, run alternately with ours
 * @param peakMib most memory that this process held while our side ran for the first time: heap,
 *     code and buffers, before the peer was loaded
 */
public record Comparison(
    String bench,
    String peer,
    List<Double> ourSeconds,
    List<Double> peerSeconds,
    double ourColdSeconds,
    double peerColdSeconds,
    long rows,
    long peakMib) {

  public double ours() {
    return median(ourSeconds);
  }

  public double peers() {
    return median(peerSeconds);
  }

  public double ratio() {
    return ours() / peers();
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }

  /** Prints the comparisons as a table. */
  public static void print(List<Comparison> comparisons, Log log) {
    log.say(
        "%-12s %10s %10s %10s %10s %8s %12s %12s %9s",
        "bench",
        "ours cold",
        "ours s",
        "peer cold",
        "peer s",
        "ratio",
        "rows",
        "rows/s",
        "peak MiB");
    for (Comparison c : comparisons) {
      log.say(
          "%-12s %10.1f %10.1f %10.1f %10.1f %8.2f %,12d %,12.0f %,9d",
          c.bench(),
          c.ourColdSeconds(),
          c.ours(),
          c.peerColdSeconds(),
          c.peers(),
          c.ratio(),
          c.rows(),
          c.rows() / c.ours(),
          c.peakMib());
    }
    log.say(
        "Seconds are medians of the warm repeats. Peer: %s. Peak: resident memory of this process in"
            + " our first, cold run, before the peer was loaded.",
        comparisons.get(0).peer());
  }

  /** Writes the comparisons for a machine to read. */
  public static void write(List<Comparison> comparisons, Path file) {
    ObjectMapper json = new ObjectMapper();
    ArrayNode all = json.createArrayNode();
    for (Comparison c : comparisons) {
      ObjectNode one = all.addObject();
      one.put("bench", c.bench());
      one.put("ours_s", c.ours());
      one.put("peer", c.peer());
      one.put("peer_s", c.peers());
      one.put("ratio", c.ratio());
      one.put("rows", c.rows());
      one.put("peak_mib", c.peakMib());
    }
    try {
      Files.writeString(file, all.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
