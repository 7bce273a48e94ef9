package pcw.sampledata;

import java.math.BigDecimal;

/**
 * Presentations that do not exist, for volumes beyond the catalogue: their chemical substance is ZZ
 * in its paragraph, their appliance number starts with 99. One row in ten holds a comma, in the
 * name or the chapter.
 */
final class InventedPresentation {
  private static final int FORMS = 9;
  private static final int CHEMICALS = 15 * 9 * 9;
  private static final String[] STEMS = {
    "Ald", "Bren", "Cald", "Dorv", "Elm", "Fenz", "Gral", "Hest", "Ivor", "Jask", "Kelb", "Lort",
    "Mard", "Nolv", "Osk", "Pralt", "Quist", "Rund", "Selv", "Tarn"
  };
  private static final String[] ENDINGS = {
    "apan", "esol", "ilide", "omet", "urine", "azine", "evir", "icort", "odone", "ustat"
  };
  private static final String[] STRENGTHS = {
    "5mg tablets",
    "10mg tablets",
    "20mg capsules",
    "40mg gastro-resistant tablets",
    "50micrograms/dose inhaler CFC free",
    "100mg modified-release tablets",
    "125mg/5ml oral suspension",
    "2.5% cream",
    "10mg/5ml oral solution"
  };
  private static final String[] CHAPTERS = {
    "Gastro-Intestinal System",
    "Cardiovascular System",
    "Respiratory System",
    "Central Nervous System",
    "Infections",
    "Endocrine System",
    "Obstetrics,Gynae+Urinary Tract Disorders",
    "Malignant Disease & Immunosuppression",
    "Nutrition And Blood",
    "Musculoskeletal & Joint Diseases",
    "Eye",
    "Ear Nose And Oropharynx",
    "Skin",
    "Immunological Products & Vaccines",
    "Anaesthesia"
  };

  private InventedPresentation() {}

  /** The same presentation for the same number, below about 10,000. */
  static Presentation numbered(int number) {
    Dice dice = Dice.of(0, "invented", number);
    int chemical = number / FORMS % CHEMICALS;
    String substance =
        STEMS[chemical % STEMS.length] + ENDINGS[chemical / STEMS.length % ENDINGS.length];
    String comma = number % 25 == 7 ? ", sugar free" : "";
    boolean isAppliance = number % 13 == 12;
    String name =
        isAppliance
            ? substance + " dressing " + (5 + dice.below(15)) + "cm x 10cm" + comma
            : substance + " " + STRENGTHS[number % FORMS] + comma;
    int chapter = isAppliance ? 20 : 1 + chemical % 15;
    return new Presentation(
        isAppliance ? "200399" + Names.digits(number, 5) : code(chapter, chemical, number),
        name,
        name,
        isAppliance ? "Wound Management & Other Dressings" : substance,
        Names.digits(chapter, 2) + ": " + (isAppliance ? "Dressings" : CHAPTERS[chapter - 1]),
        Kind.OTHER,
        isAppliance || dice.uniform() < 0.4
            ? BigDecimal.ZERO
            : BigDecimal.valueOf(1 + dice.below(8), 1).setScale(5),
        BigDecimal.valueOf(2_000 + dice.below(40_000), 5),
        0.6 + 6 * StrictMath.pow(dice.uniform(), 3),
        Presentation.packs(dice.uniform() < 0.2 ? "1:7 2:3" : "28:6 56:4"),
        null,
        null);
  }

  private static String code(int chapter, int chemical, int number) {
    int section = 1 + chemical / 15 % 9;
    int paragraph = 1 + chemical / 135 % 9;
    String form = "A" + (char) ('A' + number % FORMS);
    String product = number % 4 == 0 ? "AA" : "B" + (char) ('A' + number % 7);
    String strength = product.equals("AA") ? form : "A" + (char) ('A' + number % 5);
    return Names.digits(chapter, 2)
        + Names.digits(section, 2)
        + Names.digits(paragraph, 2)
        + "0ZZ"
        + product
        + strength
        + form;
  }
}
