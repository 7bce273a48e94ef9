package pcw.reports;

/** Told of each report that is finished, well or not; called from several threads. */
@FunctionalInterface
public interface RenderProgress {
  /** {@code done} of {@code total} reports are finished. */
  void finished(int done, int total);
}
