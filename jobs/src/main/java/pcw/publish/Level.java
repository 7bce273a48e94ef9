package pcw.publish;

import java.util.Locale;

/** The levels of the hierarchy, from the widest to the practice. */
enum Level {
  ENGLAND(0),
  REGION(1),
  ICB(2),
  SUB_ICB(3),
  LOCALITY(4),
  PCN(5),
  PRACTICE(6);

  private final int place;

  Level(int place) {
    this.place = place;
  }

  static final String ENGLAND_CODE = "ENG";

  /** As the tables write it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** 0 for the widest; a level belongs to those of a lower place. */
  int place() {
    return place;
  }

  static Level of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
