package pcw.airflow;

import pcw.ops.RunRecord;

/**
 * What became of a task.
 *
 * @param exitCode 0 done, 99 nothing to do, others as the command line answers
 * @param trace for a fault of the program: where it happened; else empty
 */
public record TaskOutcome(RunRecord record, int exitCode, String trace) {}
