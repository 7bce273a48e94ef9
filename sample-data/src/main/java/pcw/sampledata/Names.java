package pcw.sampledata;

import java.util.List;
import java.util.Locale;

/** Invented place names, and the codes that no real organisation can have. */
final class Names {
  private static final List<String> STEMS =
      List.of(
          "Alder", "Bracken", "Carr", "Dunnock", "Ember", "Fallow", "Gannet", "Heron", "Ivel",
          "Jackdaw", "Kestrel", "Larch", "Marram", "Nettle", "Osier", "Plover", "Quern", "Rowan",
          "Sedge", "Teasel", "Umber", "Vetch", "Whinn", "Yarrow", "Bittern", "Curlew", "Linnet");
  private static final List<String> ENDINGS =
      List.of("mere", "holt", "wyke", "garth", "fold", "stow", "hythe", "march", "lode", "combe");
  private static final List<String> PREMISES =
      List.of(
          "SURGERY",
          "MEDICAL CENTRE",
          "HEALTH CENTRE",
          "GROUP PRACTICE",
          "MEDICAL PRACTICE",
          "FAMILY PRACTICE",
          "PARTNERSHIP");
  private static final List<String> BUILDINGS =
      List.of("THE HEALTH CENTRE", "THE SURGERY", "THE OLD ROPEWALK, QUAY SIDE", "1 MILL LANE");

  static final String PLACE = "FELLMARCH";

  private Names() {}

  /** The first place names of the list are all different: 270 of them. */
  static String place(int number) {
    int stem = number % STEMS.size();
    int ending = (number / STEMS.size() + stem * 3) % ENDINGS.size();
    return STEMS.get(stem) + ENDINGS.get(ending);
  }

  static String practice(int number) {
    return switch (number) {
      case 4 -> "ALDERWYKE, BRACKENFOLD & QUERNSTOW GROUP PRACTICE";
      case 17 -> "ST ZO\u00cb'S SURGERY";
      default ->
          upper(place(number)) + " " + PREMISES.get((number * 5 + number / 7) % PREMISES.size());
    };
  }

  static String building(int number) {
    return BUILDINGS.get(number * 3 % BUILDINGS.size());
  }

  static String pcn(int number) {
    return number % 7 == 3
        ? upper(place(number * 4) + ", " + place(number * 4 + 1) + " & " + place(number * 4 + 2))
            + " PCN"
        : upper(place(number * 4)) + " PCN";
  }

  static String locality(int number) {
    List<String> named =
        List.of(
            "Upper Hallowdale",
            "Lower Hallowdale",
            "Brackwater",
            "Saltmere Town",
            "Fenby Levels",
            "Marram Coast");
    return number < named.size() ? named.get(number) : place(number) + " Locality";
  }

  /** What stands between NHS and ICB in the names of an integrated care board. */
  static String icb(int number) {
    return switch (number) {
      case 0 -> "Hallowdale and Brackwater";
      case 1 -> "Saltmere, Marram and Fenby";
      default -> place(number * 5) + " and " + place(number * 5 + 1);
    };
  }

  static String region(int number) {
    return number == 0 ? "Fellmarch and the Saltings" : place(number) + " and the Saltings";
  }

  static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** ZZ and four digits, never ending in 998, which marks unidentified prescribing. */
  static String practiceCode(int number) {
    int within = (number + 1) % 999;
    return "ZZ" + digits((number + 1) / 999 * 1000 + (within == 998 ? 999 : within), 4);
  }

  static String pcnCode(int number) {
    return "UZ" + digits(number + 1, 4);
  }

  static String localityCode(int number) {
    return "LZ" + digits(number + 1, 2);
  }

  /** Two digits and Z, or (every fourth) five characters, as the newest real ones have. */
  static String subIcbCode(int number) {
    return number % 4 == 3
        ? "9Z" + (4 + number / 4) % 10 + "Z" + (9 + number / 40) % 10
        : digits((95 + number) % 100, 2) + "Z";
  }

  static String icbCode(int number) {
    return "QZ" + (char) (number < 26 ? 'A' + number : '0' + number - 26);
  }

  static String regionCode(int number) {
    return "YZ" + (9 - number);
  }

  /** An ONS code: the real prefix of the kind of area, and a number far above those issued. */
  static String ons(String prefix, int number) {
    return prefix + "99" + digits(number + 1, 4);
  }

  /** ZZ is no postcode area. */
  static String postcode(int number) {
    return "ZZ" + (1 + number / 9 % 90) + " " + (1 + number % 9) + "ZZ";
  }

  static String digits(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
