package pcw.publish;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * The counts of people in one window, category and level, cell by cell, with what is decided of
 * each. What holds a count is called a place: the organisation at the measure's lowest level.
 */
final class Cells {
  static final byte SHOWN = 0;

  /** Hidden: too few people. */
  static final byte SMALL = 1;

  /** Hidden: it was hidden in an earlier set. */
  static final byte EARLIER = 2;

  /** Hidden: it would give a small count away. */
  static final byte COMPLEMENT = 3;

  /** Hidden: nobody knows how many people stand behind it. */
  static final byte UNCOUNTED = 4;

  /** In no set: what the published counts are made of. */
  static final byte UNPUBLISHED = 5;

  /** Hidden: an earlier set shows it, and what few people make different would be told. */
  static final byte CORRECTED = 6;

  /** An earlier set does not hold it, or hid it. */
  static final byte NEVER_SHOWN = 0;

  /** An earlier set shows it as this one would. */
  static final byte SHOWN_BEFORE = 1;

  /** An earlier set shows it with another number. */
  static final byte SHOWN_OTHERWISE = 2;

  final Treatment.Slice slice;
  final Level level;
  final int units;
  final List<Period> periods;
  final long[] n;
  final long[] d;

  /** The quantity that is shown in place of the people beside it; null where people are shown. */
  BigDecimal[] quantity;

  final boolean[] exists;
  final byte[] state;
  final byte[] earlier;

  /**
   * Other values that a hidden count may have, as far as they were found: see {@link Alternatives}.
   */
  final int[] found;

  /** By month: the periods that hold it. */
  final int[][] periodsOf;

  /** By how much a change of the counts changes each cell; all zero between two looks. */
  final int[] net;

  private final int[] changed;
  private final boolean[] listed;
  private int changes;

  Cells(Treatment.Slice slice, Level level, int units, List<Period> periods, Months months) {
    this.slice = slice;
    this.level = level;
    this.units = units;
    this.periods = periods;
    int cells = units * periods.size();
    n = new long[cells];
    d = new long[cells];
    exists = new boolean[cells];
    state = new byte[cells];
    earlier = new byte[cells];
    found = new int[cells];
    net = new int[cells];
    changed = new int[cells];
    listed = new boolean[cells];
    periodsOf = new int[months.count()][];
    for (int m = 0; m < periodsOf.length; m++) {
      int[] of = new int[periods.size()];
      int count = 0;
      for (int p = 0; p < of.length; p++) {
        int month = months.first() + m;
        if (periods.get(p).first() <= month && month <= periods.get(p).last()) {
          of[count++] = p;
        }
      }
      periodsOf[m] = Arrays.copyOf(of, count);
    }
  }

  int cell(int unit, int period) {
    return unit * periods.size() + period;
  }

  /** The cell of the same place, in months that begin and end alike; below zero without one. */
  int sameAs(Cells other, int itsCell) {
    Period its = other.periods.get(itsCell % other.periods.size());
    for (int period = 0; period < periods.size(); period++) {
      Period ours = periods.get(period);
      if (ours.first() == its.first() && ours.last() == its.last()) {
        return cell(itsCell / other.periods.size(), period);
      }
    }
    return -1;
  }

  boolean isPublished(int cell) {
    return state[cell] != UNPUBLISHED;
  }

  boolean isHidden(int cell) {
    return state[cell] != SHOWN && state[cell] != UNPUBLISHED;
  }

  /** Notes that a cell changes by so much. */
  void change(int cell, int by) {
    if (!listed[cell]) {
      listed[cell] = true;
      changed[changes++] = cell;
    }
    net[cell] += by;
  }

  int changes() {
    return changes;
  }

  int changedCell(int i) {
    return changed[i];
  }

  void forgetChanges() {
    for (int i = 0; i < changes; i++) {
      net[changed[i]] = 0;
      listed[changed[i]] = false;
    }
    changes = 0;
  }
}
