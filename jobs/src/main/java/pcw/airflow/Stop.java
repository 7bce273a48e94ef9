package pcw.airflow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import pcw.ops.Exit;

/**
 * What happens when the machine tells a task to stop: it leaves within five seconds, and leaves a
 * state that the next run resumes. A task of a scheduler also stops when the process that started
 * it is gone, since the scheduler will start it again.
 */
final class Stop {
  private static final long PATIENCE_MILLIS = 3_500;
  private static final long PARENT_MILLIS = 1_000;

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Runnable onStop;

  private Stop(Runnable onStop) {
    this.onStop = onStop;
  }

  /** Watches until {@link #ended}. */
  static Stop watch(Runnable onStop) {
    Stop stop = new Stop(onStop);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::stop, "stop"));
    if (System.getenv("AIRFLOW_CTX_TASK_ID") != null || Boolean.getBoolean("pcw.parent")) {
      daemon("parent", stop::watchParent);
    }
    return stop;
  }

  /** The task has ended by itself. Where it was told to stop meanwhile, this never returns. */
  void ended() {
    if (!isOver.compareAndSet(false, true)) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stop() {
    if (!isOver.compareAndSet(false, true)) {
      return;
    }
    daemon(
        "patience",
        () -> {
          sleep(PATIENCE_MILLIS);
          Runtime.getRuntime().halt(Exit.STOPPED);
        });
    onStop.run();
  }

  private void watchParent() {
    long parent = parent();
    while (!isOver.get()) {
      sleep(PARENT_MILLIS);
      if (parent() != parent) {
        System.err.println("pcw: the process that started this task is gone; it stops.");
        System.exit(Exit.STOPPED);
      }
    }
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
