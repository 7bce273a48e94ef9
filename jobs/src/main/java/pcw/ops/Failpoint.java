package pcw.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A named moment at which a test lets the program die or stand still, to see that the next run
 * mends what is left. Without the system property {@code pcw.failpoint} nothing happens.
 *
 * <p>{@code -Dpcw.failpoint=after:gold.measure} dies there as by {@code kill -9}; {@code
 * -Dpcw.failpoint.wait=FILE} makes it write FILE instead and stand still until FILE is gone.
 */
public final class Failpoint {
  private static final String AT = System.getProperty("pcw.failpoint");
  private static final String WAIT = System.getProperty("pcw.failpoint.wait");
  private static volatile Consumer<String> watcher = name -> {};

  private Failpoint() {}

  /** Lets a test in the same process look at what lies on disk at each moment. */
  public static void watch(Consumer<String> newWatcher) {
    watcher = newWatcher;
  }

  /** The moment has come. */
  public static void reach(String name) {
    watcher.accept(name);
    if (AT == null || !AT.equals(name)) {
      return;
    }
    if (WAIT == null) {
      Runtime.getRuntime().halt(Exit.KILLED);
    }
    try {
      Path file = Path.of(WAIT);
      Files.writeString(file, name);
      while (Files.exists(file)) {
        Thread.sleep(50);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
