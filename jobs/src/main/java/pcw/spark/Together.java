package pcw.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Several queries at once. Spark plans a query in the thread that asks for it, and over a region's
 * tables planning is most of the work, so that queries one after the other leave cores idle.
 */
public final class Together {
  private Together() {}

  /**
   * What {@code query} gives for each item, in the order of the items.
   *
   * @throws RuntimeException the first that any of them threw, once all that had begun have ended
   */
  public static <T, R> List<R> map(List<T> items, Function<T, R> query) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<R>> pending = new ArrayList<>();
      for (T item : items) {
        pending.add(threads.submit(() -> query.apply(item)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> one : pending) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
      awaitQuietly(threads);
    }
  }

  private static void awaitQuietly(ExecutorService threads) {
    try {
      while (!threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
