package pcw.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
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
        results.add(result(one));
      }
      return results;
    } finally {
      threads.shutdownNow();
      awaitQuietly(threads);
    }
  }

  /** Work that may fail. */
  public interface Work<T, R> {
    /** What comes of an item. */
    R apply(T item) throws Exception;
  }

  /** Takes results. */
  public interface Receiver<R, X extends Exception> {
    /** Takes one. */
    void accept(R result) throws X;
  }

  /**
   * Works on the next few items while the caller's thread receives what came of those before them,
   * in the order of the items.
   *
   * @throws RuntimeException the first that the work threw
   * @throws X what {@code to} throws
   */
  public static <T, R, X extends Exception> void inOrder(
      Iterator<T> items, Work<T, R> work, Receiver<R, X> to) throws X {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      Deque<Future<R>> ahead = new ArrayDeque<>();
      while (items.hasNext() || !ahead.isEmpty()) {
        while (items.hasNext() && ahead.size() <= cores) {
          T item = items.next();
          ahead.add(threads.submit(() -> work.apply(item)));
        }
        to.accept(result(ahead.remove()));
      }
    } finally {
      threads.shutdownNow();
      awaitQuietly(threads);
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
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
