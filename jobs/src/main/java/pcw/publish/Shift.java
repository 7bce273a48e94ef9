package pcw.publish;

import java.util.Arrays;

/** One person more here, and one fewer there. */
final class Shift {
  static final int NONE = -1;

  private final int[] places;
  private final int[] months;
  private final int[] signs;
  private final int category;
  private final int otherCategory;
  private final int[] chosen;
  private final int dn;
  private final int dd;
  private final boolean withWhole;
  private final Scope scope;
  private final Window window;

  /**
   * @param places where the count changes, as many as {@code months} and {@code signs}
   * @param category the category that changes
   * @param otherCategory takes what the category gives; {@link #NONE}: the whole changes
   * @param chosen by breakdown: the category that changes along with the whole
   * @param dn change of the numerator, 0 or 1
   * @param dd change of the denominator, 0 or 1
   * @param withWhole where categories overlap: the whole changes with the category
   * @param scope where each window is counted for itself: which of them count the person
   * @param window of the cell that is asked for
   */
  private Shift(
      int[] places,
      int[] months,
      int[] signs,
      int category,
      int otherCategory,
      int[] chosen,
      int dn,
      int dd,
      boolean withWhole,
      Scope scope,
      Window window) {
    this.places = places;
    this.months = months;
    this.signs = signs;
    this.category = category;
    this.otherCategory = otherCategory;
    this.chosen = chosen;
    this.dn = dn;
    this.dd = dd;
    this.withWhole = withWhole;
    this.scope = scope;
    this.window = window;
  }

  /** Of the windows that hold a month, which count the person. */
  enum Scope {
    /** All: the person is new. */
    ALL,
    /** Those of one kind: the person is in the others already. */
    WINDOW,
    /** The one of that kind that ends in the month. */
    PERIOD
  }

  /** Whether a period that holds a month counts the person, where each window is counted apart. */
  boolean changes(Cells cells, int period, int month) {
    return switch (scope) {
      case ALL -> true;
      case WINDOW -> cells.slice.window() == window;
      case PERIOD -> cells.slice.window() == window && cells.periods.get(period).last() == month;
    };
  }

  /**
   * A shift of one or two places, in one or two months.
   *
   * @param together the other place gains as the place does; false: it loses
   */
  static Shift of(
      int place,
      int month,
      int otherPlace,
      int otherMonth,
      boolean together,
      int category,
      int otherCategory,
      int dn,
      int dd,
      boolean withWhole,
      Scope scope,
      Window window,
      int groups) {
    int terms = (otherPlace == NONE ? 1 : 2) * (otherMonth == NONE ? 1 : 2);
    int[] places = new int[terms];
    int[] months = new int[terms];
    int[] signs = new int[terms];
    int t = 0;
    for (int p = 0; p < (otherPlace == NONE ? 1 : 2); p++) {
      for (int m = 0; m < (otherMonth == NONE ? 1 : 2); m++) {
        places[t] = p == 0 ? place : otherPlace;
        months[t] = m == 0 ? month : otherMonth;
        signs[t++] = (together ? m == 0 : p == m) ? 1 : -1;
      }
    }
    int[] chosen = new int[groups];
    Arrays.fill(chosen, NONE);
    return new Shift(
        places, months, signs, category, otherCategory, chosen, dn, dd, withWhole, scope, window);
  }

  /**
   * One more in each of two months of places, wherever the two stand.
   *
   * @param one place and month
   * @param other another place, or month, or both
   */
  static Shift both(
      int[] one,
      int[] other,
      int category,
      int dd,
      boolean withWhole,
      Scope scope,
      Window window,
      int groups) {
    int[] chosen = new int[groups];
    Arrays.fill(chosen, NONE);
    return new Shift(
        new int[] {one[0], other[0]},
        new int[] {one[1], other[1]},
        new int[] {1, 1},
        category,
        NONE,
        chosen,
        1,
        dd,
        withWhole,
        scope,
        window);
  }

  int[] places() {
    return places;
  }

  int[] months() {
    return months;
  }

  int[] signs() {
    return signs;
  }

  int category() {
    return category;
  }

  int otherCategory() {
    return otherCategory;
  }

  int[] chosen() {
    return chosen;
  }

  int dn() {
    return dn;
  }

  int dd() {
    return dd;
  }

  boolean withWhole() {
    return withWhole;
  }

  Scope scope() {
    return scope;
  }

  Window window() {
    return window;
  }
}
