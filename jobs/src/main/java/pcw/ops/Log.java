package pcw.ops;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lines for the operator, and progress of long work. Never a value of a patient-level row. */
public final class Log {
  private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(10);

  private final PrintStream out;

  public Log(PrintStream out) {
    this.out = out;
  }

  /** One line. */
  public synchronized void say(String format, Object... arguments) {
    out.println(arguments.length == 0 ? format : String.format(Locale.UK, format, arguments));
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
          "  %s: %,d of %,d, %.1f a second, %.0f s left",
          what, done, total, rate, (total - done) / rate);
    }
  }
}
