/**
 * Tasks: what a scheduler asks for and what it is told. Comes in: a {@link
 * pcw.airflow.TaskRequest}. Goes out: a {@link pcw.airflow.TaskOutcome}, and the record of the run.
 * The command line is one door to it; a runtime that speaks to a scheduler itself would be another.
 * Holds no rule about data: it takes the lease, calls the steps in order, and tells what they did.
 */
package pcw.airflow;
