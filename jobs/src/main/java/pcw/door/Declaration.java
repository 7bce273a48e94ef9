package pcw.door;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import pcw.ops.Exit;

/**
 * What a sender says about a delivery, in {@code <file>.delivery.yaml} beside it.
 *
 * @param sender ODS code
 * @param feed name of the contract
 * @param from first month that the delivery covers
 * @param to last month; the same for a delivery of one month
 * @param rows rows below the header, good and bad
 * @param sha256 of the file, as delivered
 * @param type1AppliedOn day on which people with a type 1 opt-out were left out; empty where it is
 *     {@code not_applicable}, because the rows are not from a GP record
 * @param ndoAppliedOn day on which people with a national data opt-out were left out
 * @param keyId which key made the pseudonyms, where the file itself does not say
 */
public record Declaration(
    String sender,
    String feed,
    YearMonth from,
    YearMonth to,
    OptionalLong rows,
    Optional<String> sha256,
    Optional<LocalDate> type1AppliedOn,
    LocalDate ndoAppliedOn,
    Optional<String> keyId) {

  private static final List<String> REQUIRED =
      List.of("sender", "feed", "period", "type1_applied_on", "ndo_applied_on");
  private static final List<String> OPTIONAL = List.of("rows", "sha256", "key_id");
  private static final String NOT_APPLICABLE = "not_applicable";
  private static final Pattern SENDER = Pattern.compile("[A-Z0-9]{3,10}");
  private static final Pattern FEED = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ROWS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");
  private static final YAMLFactory YAML = new YAMLFactory();

  /** Where the declaration of a delivery is expected. */
  public static Path beside(Path delivery) {
    return delivery.resolveSibling(delivery.getFileName() + ".delivery.yaml");
  }

  /**
   * Reads the declaration beside a delivery, strictly: an unknown, repeated or unreadable key
   * refuses it. {@code rows} and {@code sha256} may be missing here; the warehouse asks for them.
   */
  public static Declaration of(Path delivery) {
    Path file = beside(delivery);
    if (!Files.isRegularFile(file)) {
      throw refused(
          "no_declaration",
          delivery,
          "the declaration "
              + file.getFileName()
              + " is missing; deliver it beside the file, with sender, feed, period, rows, sha256,"
              + " type1_applied_on and ndo_applied_on");
    }
    Map<String, String> texts = texts(delivery, file);
    for (String key : REQUIRED) {
      require(texts.containsKey(key), delivery, key, "is missing");
    }
    String[] period = texts.get("period").split("/", -1);
    YearMonth from = month(delivery, period[0]);
    YearMonth to = period.length == 1 ? from : month(delivery, period[1]);
    require(
        period.length <= 2 && !to.isBefore(from),
        delivery,
        "period",
        "must be one month, 2026-08, or two with the earlier first, 2024-04/2026-05");
    return new Declaration(
        matching(delivery, texts, "sender", SENDER, "must be an ODS code in capitals"),
        matching(delivery, texts, "feed", FEED, "must be the name of a contract"),
        from,
        to,
        optional(delivery, texts, "rows", ROWS, "must be a whole number")
            .map(text -> OptionalLong.of(Long.parseLong(text)))
            .orElse(OptionalLong.empty()),
        optional(
            delivery, texts, "sha256", SHA256, "must be 64 hexadecimal digits in small letters"),
        texts.get("type1_applied_on").equals(NOT_APPLICABLE)
            ? Optional.empty()
            : Optional.of(date(delivery, texts, "type1_applied_on")),
        date(delivery, texts, "ndo_applied_on"),
        optional(delivery, texts, "key_id", KEY_ID, "must be 8 hexadecimal digits"));
  }

  /**
   * The scalars of one flat mapping, each as it is written: an ODS code such as 00123 stays one.
   */
  private static Map<String, String> texts(Path delivery, Path file) {
    Map<String, String> texts = new LinkedHashMap<>();
    boolean flat;
    try (JsonParser parser = YAML.createParser(file.toFile())) {
      flat = parser.nextToken() == JsonToken.START_OBJECT;
      while (flat && parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        boolean known = REQUIRED.contains(key) || OPTIONAL.contains(key);
        if (!known) {
          throw refused(
              "declaration",
              delivery,
              "its declaration has an unknown key on line "
                  + parser.currentTokenLocation().getLineNr()
                  + "; known are "
                  + String.join(", ", REQUIRED)
                  + ", "
                  + String.join(", ", OPTIONAL));
        }
        flat = parser.nextToken().isScalarValue();
        require(flat, delivery, key, "must be one value");
        require(texts.put(key, parser.getText().strip()) == null, delivery, key, "stands twice");
      }
      flat = flat && parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      flat = false;
    }
    if (!flat) {
      throw refused(
          "declaration",
          delivery,
          "its declaration is no plain list of keys and values; write one 'key: value' a line");
    }
    return texts;
  }

  private static YearMonth month(Path delivery, String text) {
    try {
      return YearMonth.parse(text.strip());
    } catch (DateTimeException e) {
      throw broken(delivery, "period", "must be months as 2026-08 or 2024-04/2026-05");
    }
  }

  private static LocalDate date(Path delivery, Map<String, String> texts, String key) {
    try {
      return LocalDate.parse(texts.get(key));
    } catch (DateTimeException e) {
      throw broken(
          delivery,
          key,
          "must be a day as 2026-09-03"
              + (key.startsWith("type1")
                  ? ", or not_applicable"
                  : "; without it nothing is taken"));
    }
  }

  private static Optional<String> optional(
      Path delivery, Map<String, String> texts, String key, Pattern pattern, String rule) {
    return texts.containsKey(key)
        ? Optional.of(matching(delivery, texts, key, pattern, rule))
        : Optional.empty();
  }

  private static String matching(
      Path delivery, Map<String, String> texts, String key, Pattern pattern, String rule) {
    require(pattern.matcher(texts.get(key)).matches(), delivery, key, rule);
    return texts.get(key);
  }

  private static void require(boolean holds, Path delivery, String key, String rule) {
    if (!holds) {
      throw broken(delivery, key, rule);
    }
  }

  private static Refused broken(Path delivery, String key, String rule) {
    return refused("declaration", delivery, "'" + key + "' of its declaration " + rule);
  }

  private static Refused refused(String rule, Path delivery, String message) {
    return new Refused(Exit.REFUSED, rule, delivery, message);
  }

  /** The same, about what the door made of the delivery. */
  Declaration about(long outputRows, String outputSha256, String outputKeyId) {
    return new Declaration(
        sender,
        feed,
        from,
        to,
        OptionalLong.of(outputRows),
        Optional.of(outputSha256),
        type1AppliedOn,
        ndoAppliedOn,
        Optional.of(outputKeyId));
  }

  /** Writes it beside a delivery. */
  void write(Path delivery) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("sender: \"").append(sender).append("\"\n");
    text.append("feed: ").append(feed).append('\n');
    text.append("period: ").append(from.equals(to) ? from : from + "/" + to).append('\n');
    rows.ifPresent(n -> text.append("rows: ").append(n).append('\n'));
    sha256.ifPresent(hash -> text.append("sha256: \"").append(hash).append("\"\n"));
    text.append("type1_applied_on: ")
        .append(type1AppliedOn.map(LocalDate::toString).orElse(NOT_APPLICABLE))
        .append('\n');
    text.append("ndo_applied_on: ").append(ndoAppliedOn).append('\n');
    keyId.ifPresent(id -> text.append("key_id: \"").append(id).append("\"\n"));
    Files.writeString(beside(delivery), text);
  }
}
