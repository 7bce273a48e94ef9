package pcw.publish;

import java.util.Map;

/** All counts of one measure, by practice: one rectangle a slice. */
record MeasureCounts(String measure, Map<Treatment.Slice, Counts> slices) {}
