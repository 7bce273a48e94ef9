package pcw.statistics;

import java.util.Locale;

/** The seven variation icons of "Making Data Count", taken from the latest point. */
public enum SpcVariation {
  COMMON_CAUSE("common_cause"),
  IMPROVEMENT_HIGH("special_cause_improvement"),
  IMPROVEMENT_LOW("special_cause_improvement"),
  CONCERN_HIGH("special_cause_concern"),
  CONCERN_LOW("special_cause_concern"),
  NEITHER_HIGH("special_cause_neutral_high"),
  NEITHER_LOW("special_cause_neutral_low");

  private final String pointType;

  SpcVariation(String pointType) {
    this.pointType = pointType;
  }

  /** The {@code point_type} that NHSRplotthedots gives. */
  public String pointType() {
    return pointType;
  }

  /** For tables, such as {@code improvement_high}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
