package pcw.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.SparkThrowable;
import pcw.schemas.ContractException;

/**
 * Why something failed, in words that may be shown, and as an exit code. Messages of libraries are
 * left out where they may quote a row.
 *
 * @param trace for a fault of the program: classes and lines, without messages of libraries; else
 *     empty
 */
public record Failure(int exitCode, String message, String trace) {
  /** In the words of the system, and of DuckDB where it could write a part only. */
  private static final String[] FULL_DISK = {
    "No space left on device", "Disk quota exceeded", "Could not write all bytes to file"
  };

  /** Tells whose fault it is. */
  public static Failure of(Throwable thrown) {
    if (thrown instanceof Problem problem) {
      return new Failure(problem.exitCode(), problem.getMessage(), "");
    }
    if (thrown instanceof ContractException) {
      return new Failure(Exit.CONFIGURATION, thrown.getMessage(), "");
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof Problem problem) {
        return new Failure(problem.exitCode(), problem.getMessage(), "");
      }
    }
    Optional<String> damaged = damagedFile(thrown);
    if (damaged.isPresent()) {
      return new Failure(Exit.UNAVAILABLE, DamagedFile.words(damaged.get()), "");
    }
    if (is(thrown, t -> says(t, FULL_DISK))) {
      return new Failure(
          Exit.CANNOT_WRITE,
          "No space is left on the disk; the last published set is untouched. Free some and run"
              + " again.",
          "");
    }
    if (is(thrown, t -> t instanceof OutOfMemoryError || says(t, "java.lang.OutOfMemoryError"))) {
      return new Failure(
          Exit.CONFIGURATION,
          "The heap is too small for this work: give more by PCW_MEMORY (such as PCW_MEMORY=6g) and"
              + " run again. What was finished stays.",
          "");
    }
    if (is(
        thrown,
        t ->
            t instanceof AccessDeniedException
                || t instanceof ReadOnlyFileSystemException
                || says(t, "Permission denied", "Read-only file system"))) {
      return new Failure(
          Exit.CANNOT_WRITE, "A file or folder may not be written or read: " + words(thrown), "");
    }
    if (is(thrown, t -> t.getClass().getName().startsWith("io.delta.exceptions.Concurrent"))) {
      return new Failure(
          Exit.BUSY, "Another process wrote to the same table at the same time: run again.", "");
    }
    if (is(
        thrown,
        t ->
            t instanceof ConnectException
                || t instanceof SocketTimeoutException
                || t instanceof UnknownHostException
                || t.getClass().getName().startsWith("org.apache.hadoop.fs.s3a.AWS"))) {
      return new Failure(
          Exit.UNAVAILABLE, "A store or service cannot be reached: " + words(thrown), "");
    }
    return new Failure(
        Exit.FAULT,
        "This is a fault of the program. Nothing of the last published set was changed.",
        trace(thrown));
  }

  /** The data file that Spark could not read, or did not find. */
  private static Optional<String> damagedFile(Throwable thrown) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 50; t = t.getCause(), depth++) {
      if (t instanceof SparkThrowable spark
          && (String.valueOf(spark.getCondition()).startsWith("FAILED_READ_FILE")
              || "PATH_NOT_FOUND".equals(spark.getCondition()))) {
        return Optional.ofNullable(spark.getMessageParameters().get("path"));
      }
    }
    return Optional.empty();
  }

  /** The file that the failure names, and what is said of it: never the content of one. */
  static String words(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof FileSystemException file) {
        String reason = file.getReason() == null ? t.getClass().getSimpleName() : file.getReason();
        return file.getFile() + ": " + reason;
      }
      if (t.getCause() == null && t instanceof IOException && t.getMessage() != null) {
        return t.getMessage();
      }
    }
    return thrown.getClass().getSimpleName();
  }

  private static boolean is(Throwable thrown, Predicate<Throwable> kind) {
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 50; t = t.getCause(), depth++) {
      if (kind.test(t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(Throwable thrown, String... words) {
    String message = String.valueOf(thrown.getMessage());
    return List.of(words).stream().anyMatch(message::contains);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < 20; t = t.getCause(), depth++) {
      out.println((depth == 0 ? "" : "Caused by: ") + t.getClass().getName() + detail(t));
      for (StackTraceElement frame : t.getStackTrace()) {
        out.println("\tat " + frame);
      }
    }
    return text.toString();
  }

  /** Our own words, the words of the JDK about a file, or the name of an error; else none. */
  private static String detail(Throwable t) {
    if (t instanceof SparkThrowable spark && spark.getCondition() != null) {
      return ": " + spark.getCondition();
    }
    boolean ours =
        t instanceof IllegalStateException
            && t.getStackTrace().length > 0
            && t.getStackTrace()[0].getClassName().startsWith("pcw.")
            && t.getMessage() != null;
    return ours || t instanceof NoSuchFileException ? ": " + t.getMessage() : "";
  }
}
