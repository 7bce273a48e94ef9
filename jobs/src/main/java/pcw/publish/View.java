package pcw.publish;

import java.util.Locale;

/** On which map history is drawn. */
enum View {
  /** Each practice's whole past counts where the practice is, or was last known to be. */
  CURRENT,
  /** Each month counts where the practice was in that month. */
  AS_REPORTED;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
