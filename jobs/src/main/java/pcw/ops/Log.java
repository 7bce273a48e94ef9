package pcw.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Lines for the operator, and progress of long work. Never a value of a patient-level row. */
public final class Log {
  /** Who reads the lines. */
  public enum Format {
    TEXT,
    JSON
  }

  private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final Format format;
  private final String runId;
  private final boolean quiet;

  /** Text for people. */
  public Log(PrintStream out) {
    this(out, Format.TEXT, "", false);
  }

  /**
   * @param runId stands in every line of JSON
   * @param quiet say nothing but what went wrong
   */
  public Log(PrintStream out, Format format, String runId, boolean quiet) {
    this.out = out;
    this.format = format;
    this.runId = runId;
    this.quiet = quiet;
  }

  /** One line. */
  public void say(String words, Object... arguments) {
    write("info", arguments.length == 0 ? words : String.format(Locale.UK, words, arguments), null);
  }

  /** One line about what a step or table did; machines get the counts as fields. */
  public void tell(String what, double seconds, Map<String, Long> counts, String words) {
    ObjectNode fields = JSON.createObjectNode().put("what", what);
    fields.put("seconds", Math.round(seconds * 10) / 10.0);
    counts.forEach(fields::put);
    write("info", words, fields);
  }

  /** What went wrong, or may. */
  public void warn(String words, Object... arguments) {
    write(
        "warning",
        arguments.length == 0 ? words : String.format(Locale.UK, words, arguments),
        null);
  }

  private synchronized void write(String level, String words, ObjectNode fields) {
    if (quiet && level.equals("info")) {
      return;
    }
    if (format == Format.TEXT) {
      out.println(words);
      return;
    }
    ObjectNode line =
        JSON.createObjectNode()
            .put("timestamp", Clock.systemUTC().instant().toString())
            .put("level", level)
            .put("run_id", runId)
            .put("event", words.strip());
    if (fields != null) {
      line.setAll(fields);
    }
    out.println(line);
  }

  /** Starts counting {@code total} pieces of work; says how far it is every ten seconds. */
  public Progress progress(String what, long total) {
    return new Progress(what, total, Instant.now());
  }

  /** Counts finished pieces; safe to call from several threads. */
  public final class Progress {
    private final String what;
    private final long total;
    private final Instant started;
    private Instant said;
    private long done;

    private Progress(String what, long total, Instant started) {
      this.what = what;
      this.total = total;
      this.started = started;
      this.said = started;
    }

    public void step() {
      step(1);
    }

    public synchronized void step(long n) {
      done += n;
      sayIfDue();
    }

    /** {@code n} pieces are done in all. */
    public synchronized void reached(long n) {
      done = Math.max(done, n);
      sayIfDue();
    }

    private void sayIfDue() {
      Instant now = Instant.now();
      if (Duration.between(said, now).compareTo(BETWEEN_PROGRESS_LINES) < 0 || done >= total) {
        return;
      }
      said = now;
      double seconds = Duration.between(started, now).toMillis() / 1000.0;
      double rate = done / seconds;
      say(
          "  %s: %,d of %,d, %.1f a second, %s left",
          what, done, total, rate, words(Math.round((total - done) / rate)));
    }

    private static String words(long seconds) {
      return seconds < 120
          ? seconds + " s"
          : seconds < 7200
              ? seconds / 60 + " min"
              : String.format("%d h %d min", seconds / 3600, seconds / 60 % 60);
    }
  }
}
