package pcw.cli;

/** How the program answers; see the README. */
final class Exit {
  static final int NOTHING_TO_DO = 99;
  static final int USAGE = 64;
  static final int INPUT_MISSING = 66;
  static final int CONFIGURATION = 78;

  private Exit() {}
}
