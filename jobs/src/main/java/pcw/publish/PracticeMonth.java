package pcw.publish;

/**
 * What is known of a GP practice in a month.
 *
 * @param month number of the month
 * @param patients registered list; null where none is held
 * @param inMap in the practice map that holds for the month
 */
record PracticeMonth(
    String practice, int month, Integer patients, boolean hasPrescribing, boolean inMap) {}
