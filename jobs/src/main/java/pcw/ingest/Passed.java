package pcw.ingest;

import java.util.List;
import pcw.door.LineMap;

/**
 * What the door made of a delivery: {@code rows = letThrough + optedOut + rejected}.
 *
 * @param rows in the delivery as it came
 * @param rejects rejected rows by line, without their values
 * @param lines where the rows that were let through stood in the delivery
 * @param warnings what is odd but harmless
 */
record Passed(
    Declared declared,
    long rows,
    long letThrough,
    long optedOut,
    long rejected,
    List<Tally.Reject> rejects,
    LineMap lines,
    List<String> warnings) {}
