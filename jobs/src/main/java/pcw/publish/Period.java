package pcw.publish;

/**
 * One window of time, as month numbers.
 *
 * @param first first month of the window
 * @param last last month of the window
 * @param countedFrom the months from here to {@code last} are added up: {@code first} where publish
 *     makes the window from months, {@code last} where the measure has counted the window itself
 */
record Period(int first, int last, int countedFrom) {
  int monthsCounted() {
    return last - countedFrom + 1;
  }
}
