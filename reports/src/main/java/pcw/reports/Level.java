package pcw.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The levels of the health service, from the top down, and what they are called in print. */
public enum Level {
  ENGLAND("England", "England", "countries"),
  REGION("NHS region", "region", "regions"),
  ICB("Integrated care board (ICB)", "ICB", "ICBs"),
  SUB_ICB("Sub-ICB location", "sub-ICB location", "sub-ICB locations"),
  LOCALITY("Locality", "locality", "localities"),
  PCN("Primary care network (PCN)", "PCN", "PCNs"),
  PRACTICE("GP practice", "practice", "practices");

  private final String title;
  private final String singular;
  private final String plural;

  Level(String title, String singular, String plural) {
    this.title = title;
    this.singular = singular;
    this.plural = plural;
  }

  /** The level as {@code org_level} spells it. */
  public static Level of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** All of them, England first. */
  public static List<Level> all() {
    return Arrays.asList(values());
  }

  /** As {@code org_level} spells it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What one is called at the head of its pack. */
  public String title() {
    return title;
  }

  /** In a sentence: "practice". */
  public String singular() {
    return singular;
  }

  /** In a sentence: "practices". */
  public String plural() {
    return plural;
  }
}
