package pcw.publish;

import java.time.LocalDate;

/** An organisation as the conformed tables know it. */
record Organisation(
    Level level,
    String code,
    String name,
    String onsCode,
    LocalDate openedOn,
    LocalDate closedOn,
    LocalDate firstMonth,
    LocalDate lastMonth,
    Boolean isGpPractice) {

  /** One that is named by a code only. */
  static Organisation unnamed(Level level, String code) {
    return new Organisation(
        level, code, level == Level.ENGLAND ? "England" : code, null, null, null, null, null, null);
  }
}
