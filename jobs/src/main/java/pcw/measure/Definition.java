package pcw.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a measure is, as its YAML file says it. The query beside it is the truth of what is counted.
 *
 * @param position order within the chapter
 * @param caption what a reader must know beside the figure
 * @param numerator in words
 * @param denominator in words; null for a count
 * @param per multiplier of a rate or proportion, such as 1000
 * @param unit unit of the value, in words
 * @param signed the numerator may be below zero, as a change or a saving may
 * @param level the lowest level that the source has
 * @param worthNoticing a change smaller than this makes no headline, such as {@code 5%}
 * @param alternativeOf the measure that this one is another definition of
 * @param sources the feeds it is made from
 * @param delivered the feeds that must have been delivered for the whole window: where they were
 *     and nothing was counted there is a zero, where one is missing there is nothing
 * @param followed feed to threshold: the feed must go on without a gap for so many days after the
 *     window, or it is too early to say
 * @param quarterEnds it is counted at the ends of quarters only, whatever its windows
 * @param changes dated log of definition changes; each draws a break
 */
record Definition(
    @JsonProperty(required = true) String title,
    String shortTitle,
    String caption,
    @JsonProperty(required = true) int position,
    @JsonProperty(required = true) String whyItMatters,
    @JsonProperty(required = true) String whatYouCanDo,
    @JsonProperty(required = true) String numerator,
    String denominator,
    @JsonProperty(required = true) Kind kind,
    BigDecimal per,
    @JsonProperty(required = true) String unit,
    Boolean signed,
    @JsonProperty(required = true) NumeratorIs numeratorIs,
    DenominatorIs denominatorIs,
    @JsonProperty(required = true) Level level,
    @JsonProperty(required = true) List<Window> windows,
    List<Breakdown> breakdowns,
    Contrast contrast,
    @JsonProperty(required = true) Better better,
    String worthNoticing,
    @JsonProperty(required = true) Disclosure disclosure,
    String alternativeOf,
    String chapter,
    @JsonProperty(required = true) List<String> sources,
    List<String> delivered,
    Map<String, String> followed,
    Boolean quarterEnds,
    List<String> codeLists,
    @JsonProperty(required = true) String owner,
    @JsonProperty(required = true) LocalDate reviewedOn,
    List<String> references,
    List<Change> changes) {

  Definition {
    signed = signed != null && signed;
    breakdowns = breakdowns == null ? List.of() : breakdowns;
    delivered = delivered == null ? List.of() : delivered;
    followed = followed == null ? Map.of() : followed;
    quarterEnds = quarterEnds != null && quarterEnds;
    codeLists = codeLists == null ? List.of() : codeLists;
    references = references == null ? List.of() : references;
    changes = changes == null ? List.of() : changes;
  }

  /** How the value is made of numerator and denominator. */
  enum Kind {
    COUNT,
    RATE,
    PROPORTION,
    RATIO,
    MEAN,
    MEDIAN
  }

  /** What the numerator counts: it decides the interval. */
  enum NumeratorIs {
    PEOPLE,
    EVENTS,
    QUANTITY
  }

  /** A stock is averaged over a longer window, a flow is added up. */
  enum DenominatorIs {
    STOCK,
    FLOW
  }

  /** A level that a source may start at. */
  enum Level {
    PRACTICE,
    PCN,
    SUB_ICB,
    ICB
  }

  /** A window of time that is published. */
  enum Window {
    MONTH,
    QUARTER,
    FINANCIAL_YEAR_TO_DATE,
    ROLLING_12,
    SNAPSHOT
  }

  /** Which direction is better. */
  enum Better {
    LOWER,
    HIGHER,
    NEITHER
  }

  /** Whether the counts need protection before anything is published. */
  enum Disclosure {
    PUBLIC,
    PROTECTED
  }

  /**
   * A published breakdown.
   *
   * @param partition its categories add up to the whole
   */
  record Breakdown(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) boolean partition) {}

  /** The ratio of the rates of two categories of a breakdown. */
  record Contrast(
      @JsonProperty(required = true) String breakdown,
      @JsonProperty(required = true) String of,
      @JsonProperty(required = true) String to) {}

  /** A change of the definition. */
  record Change(
      @JsonProperty(required = true) LocalDate on, @JsonProperty(required = true) String what) {}

  /** How the word is written in YAML and in tables. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
