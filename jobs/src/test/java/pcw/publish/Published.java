package pcw.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pcw.publish.Treatment.Slice;

/** What an attacker reads from the figures of one protected measure, and from the true map. */
final class Published {
  /** What is counted. */
  enum Kind {
    EVENTS,
    PEOPLE
  }

  private final Attacker attacker;
  private final Boundaries boundaries;
  private final Policy policy;
  private final Kind kind;
  private final boolean nested;
  private View view = View.AS_REPORTED;

  Published(Attacker attacker, RandomRegion region, Policy policy) {
    this.attacker = attacker;
    this.boundaries = region.boundaries;
    this.policy = policy;
    this.kind = region.people ? Kind.PEOPLE : Kind.EVENTS;
    this.nested = region.nested;
  }

  /** A cell that should not have been told, or not so exactly: as a policy would show it. */
  void tell(Treatment.Block block, int cell, Map<Slice, Counts> truth, Policy as) {
    int unit = cell / block.figures().periods.size();
    Period period = block.figures().periods.get(cell % block.figures().periods.size());
    long n = trueSum(truth, block.slice(), block.level(), unit, period, false);
    told(as, sum("n", block.slice(), block.level(), unit, period), (double) as.shown(n));
  }

  /** What is large enough, on the map of today, each cell by itself. */
  void tellOnTodaysMap(List<Treatment.Block> blocks, Map<Slice, Counts> truth) {
    view = View.CURRENT;
    for (Treatment.Block block : blocks) {
      for (int cell = 0; cell < block.figures().state.length; cell++) {
        int unit = cell / block.figures().periods.size();
        Period period = block.figures().periods.get(cell % block.figures().periods.size());
        long n = trueSum(truth, block.slice(), block.level(), unit, period, false);
        if (!policy.isSmall(n)) {
          tell(block, cell, truth, policy);
        }
      }
    }
    view = View.AS_REPORTED;
  }

  private int unknown(String what, Slice slice, int practice, int month) {
    return attacker.unknown(
        what
            + " "
            + (kind == Kind.PEOPLE ? slice.window() : Window.MONTH)
            + " "
            + slice.breakdown()
            + "="
            + slice.category()
            + " "
            + practice
            + " "
            + month);
  }

  /** The unknown counts that a cell adds up. */
  private int[] sum(String what, Slice slice, Level level, int unit, Period period) {
    List<Integer> parts = new ArrayList<>();
    int first = boundaries.months().first();
    int from = kind == Kind.PEOPLE ? period.last() : period.first();
    for (int month = from - first; month <= period.last() - first; month++) {
      for (int practice = 0; practice < boundaries.practices(); practice++) {
        if (boundaries.unit(view, level, practice, month) == unit) {
          parts.add(unknown(what, slice, practice, month));
        }
      }
    }
    return parts.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Takes in a set.
   *
   * @param truth the true counts, only to know which hidden number is small: the attacker guesses
   *     so of the one that he asks for, and cannot know it of all at once, because one symbol
   *     stands for small and for hidden with it
   */
  void read(List<Treatment.Block> blocks, Map<Slice, Counts> truth) {
    for (Treatment.Block block : blocks) {
      Figures f = block.figures();
      for (int cell = 0; cell < f.state.length; cell++) {
        int unit = cell / f.periods.size();
        Period period = f.periods.get(cell % f.periods.size());
        int[] n = sum("n", block.slice(), block.level(), unit, period);
        int[] d = nested ? sum("d", block.slice(), block.level(), unit, period) : new int[0];
        switch (f.state[cell]) {
          case SHOWN, NOT_APPLICABLE -> {
            told(policy, n, f.numerator[cell]);
            if (nested) {
              told(policy, d, Double.isNaN(f.denominator[cell]) ? 0 : f.denominator[cell]);
            }
          }
          case SUPPRESSED -> {
            String name = block.slice().toString() + block.level() + unit + " " + period;
            secret(name, n, trueSum(truth, block.slice(), block.level(), unit, period, false));
            if (nested) {
              long people = trueSum(truth, block.slice(), block.level(), unit, period, true);
              if (policy.isSmall(people)) {
                secret(name + " of", d, people);
              }
            }
          }
          default -> {
            if (f.state[cell] == Figures.State.NOT_SUBMITTED) {
              attacker.fact(n, 0, 0);
            }
          }
        }
        complement(block, cell, unit, period, n, d, truth);
      }
    }
  }

  private void complement(
      Treatment.Block block,
      int cell,
      int unit,
      Period period,
      int[] n,
      int[] d,
      Map<Slice, Counts> truth) {
    if (!nested || n.length == 0) {
      return;
    }
    long rest =
        trueSum(truth, block.slice(), block.level(), unit, period, true)
            - trueSum(truth, block.slice(), block.level(), unit, period, false);
    if (policy.isSmall(rest) && block.figures().state[cell] != Figures.State.ABSENT) {
      int[] all = new int[n.length + d.length];
      int[] factors = new int[all.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = i < d.length ? d[i] : n[i - d.length];
        factors[i] = i < d.length ? 1 : -1;
      }
      attacker.secret(
          block.slice().toString() + block.level() + unit + " " + period + " not",
          all,
          factors,
          0,
          Double.POSITIVE_INFINITY);
    }
  }

  private void told(Policy as, int[] sum, double shown) {
    if (shown == 0 || as.roundedTo() == 1) {
      attacker.fact(sum, shown, shown);
    } else {
      double half = (as.roundedTo() - 1) / 2.0;
      attacker.fact(sum, Math.max(as.largestHidden() + 1, shown - half), shown + half);
    }
  }

  private void secret(String name, int[] of, long truth) {
    int[] ones = new int[of.length];
    Arrays.fill(ones, 1);
    attacker.secret(name, of, ones, policy.isSmall(truth) ? 1 : 0, Double.POSITIVE_INFINITY);
  }

  private long trueSum(
      Map<Slice, Counts> truth,
      Slice slice,
      Level level,
      int unit,
      Period period,
      boolean denominator) {
    Window counted = kind == Kind.PEOPLE ? slice.window() : Window.MONTH;
    Counts counts = truth.get(new Slice(counted, slice.breakdown(), slice.category()));
    int first = boundaries.months().first();
    double sum = 0;
    int from = kind == Kind.PEOPLE ? period.last() : period.first();
    for (int month = from - first; month <= period.last() - first; month++) {
      for (int practice = 0; practice < boundaries.practices(); practice++) {
        if (boundaries.unit(view, level, practice, month) == unit) {
          sum +=
              (denominator ? counts.denominator : counts.numerator)
                  .get(counts.cell(practice, month));
        }
      }
    }
    return Math.round(sum);
  }

  /** Parts add up to the whole; some are never more than all; a longer window counts no fewer. */
  void relations(Map<Slice, Counts> counted, boolean partition) {
    Map<Window, Map<String, List<Slice>>> breakdowns = new TreeMap<>();
    for (Slice slice : counted.keySet()) {
      breakdowns
          .computeIfAbsent(slice.window(), w -> new TreeMap<>())
          .computeIfAbsent(slice.breakdown(), b -> new ArrayList<>())
          .add(slice);
    }
    Map<String, Boolean> seen = new HashMap<>();
    for (int practice = 0; practice < boundaries.practices(); practice++) {
      for (int month = 0; month < boundaries.months().count(); month++) {
        for (Slice slice : counted.keySet()) {
          if (nested && seen.put(slice + " " + practice + " " + month, true) == null) {
            attacker.fact(
                new int[] {
                  unknown("d", slice, practice, month), unknown("n", slice, practice, month)
                },
                new int[] {1, -1},
                0,
                Double.POSITIVE_INFINITY);
          }
        }
        for (Map<String, List<Slice>> byBreakdown : breakdowns.values()) {
          Slice whole = byBreakdown.get(Slice.ALL).get(0);
          for (Map.Entry<String, List<Slice>> entry : byBreakdown.entrySet()) {
            if (!entry.getKey().equals(Slice.ALL)) {
              parts("n", whole, entry.getValue(), practice, month, partition);
              if (nested) {
                parts("d", whole, entry.getValue(), practice, month, partition);
              }
            }
          }
        }
        if (kind == Kind.PEOPLE) {
          windows(counted.keySet(), practice, month);
        }
      }
    }
  }

  private void parts(
      String what, Slice whole, List<Slice> parts, int practice, int month, boolean partition) {
    int[] all = new int[parts.size() + 1];
    int[] factors = new int[all.length];
    for (int i = 0; i < parts.size(); i++) {
      all[i] = unknown(what, parts.get(i), practice, month);
      factors[i] = 1;
      if (!partition) {
        attacker.fact(
            new int[] {unknown(what, whole, practice, month), all[i]},
            new int[] {1, -1},
            0,
            Double.POSITIVE_INFINITY);
      }
    }
    all[parts.size()] = unknown(what, whole, practice, month);
    factors[parts.size()] = -1;
    attacker.fact(all, factors, 0, partition ? 0 : Double.POSITIVE_INFINITY);
  }

  private void windows(Set<Slice> slices, int practice, int month) {
    int number = boundaries.months().first() + month;
    for (Slice narrow : slices) {
      for (Slice wide : slices) {
        if (!narrow.breakdown().equals(wide.breakdown())
            || !narrow.category().equals(wide.category())
            || (narrow.window() == wide.window()
                && narrow.window() != Window.FINANCIAL_YEAR_TO_DATE)) {
          continue;
        }
        int first = wide.window().firstMonth(number).orElse(Integer.MAX_VALUE);
        List<Integer> months = new ArrayList<>();
        for (int last = Math.max(first, boundaries.months().first()); last <= number; last++) {
          int start = narrow.window().firstMonth(last).orElse(Integer.MIN_VALUE);
          if (start >= first && (start > first || last < number)) {
            months.add(last - boundaries.months().first());
            attacker.fact(
                new int[] {
                  unknown("n", wide, practice, month),
                  unknown("n", narrow, practice, last - boundaries.months().first())
                },
                new int[] {1, -1},
                0,
                Double.POSITIVE_INFINITY);
          }
        }
        if (narrow.window() == Window.MONTH && months.size() == number - first + 1) {
          int[] all = new int[months.size() + 1];
          int[] factors = new int[all.length];
          for (int i = 0; i < months.size(); i++) {
            all[i] = unknown("n", narrow, practice, months.get(i));
            factors[i] = 1;
          }
          all[months.size()] = unknown("n", wide, practice, month);
          factors[months.size()] = -1;
          attacker.fact(all, factors, 0, Double.POSITIVE_INFINITY);
        }
      }
    }
  }
}
