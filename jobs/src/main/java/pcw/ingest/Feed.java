package pcw.ingest;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;
import pcw.schemas.Delivery;
import pcw.schemas.Layer;

/** A contract of the landing layer, ready to take files. */
record Feed(Contract contract, Delivery delivery, Recipe recipe) {

  /**
   * A file's name that fits a feed.
   *
   * @param month the month in the name; empty where it has none
   * @param sender the sender in the name, in capitals; empty where it has none
   * @param isFinal the name says that the file supersedes others of its month
   */
  record Match(Feed feed, Optional<YearMonth> month, Optional<String> sender, boolean isFinal) {}

  static List<Feed> all(Contracts contracts) {
    return contracts.layer(Layer.LANDING).stream()
        .map(c -> new Feed(c, c.delivery().orElseThrow(), Recipe.of(c)))
        .toList();
  }

  String id() {
    return contract.id();
  }

  /** Its deliveries hold rows of people, and may only pass through the door. */
  boolean isAboutPeople() {
    return contract.isAboutPeople();
  }

  String table() {
    return contract.tableName();
  }

  /** A file must tell its month, because it replaces the rows of that month. */
  boolean replacesMonths() {
    return delivery.replaces().contains("month");
  }

  /**
   * What a delivery replaces, as a key.
   *
   * @param sender null in a feed without people
   */
  String unit(Optional<YearMonth> month, String sender) {
    if (delivery.replaces().isEmpty()) {
      return "all";
    }
    List<String> parts = new ArrayList<>();
    for (String column : delivery.replaces()) {
      parts.add(
          switch (column) {
            case "month" -> month.map(YearMonth::toString).orElse("");
            case "sender_code" -> String.valueOf(sender);
            default ->
                throw new IllegalStateException(
                    "schemas/landing/"
                        + id()
                        + ".yaml: delivery.replaces is of month and sender_code, not "
                        + column);
          });
    }
    return String.join(" ", parts);
  }

  /** The feeds whose file-name patterns one of the names fits. */
  static List<Match> matching(List<Feed> feeds, List<String> names) {
    List<Match> matches = new ArrayList<>();
    for (Feed feed : feeds) {
      feed.match(names).ifPresent(matches::add);
    }
    return matches;
  }

  private Optional<Match> match(List<String> names) {
    for (String name : names) {
      for (Pattern pattern : delivery.fileName()) {
        Matcher matcher = pattern.matcher(name);
        if (matcher.matches()) {
          return Optional.of(
              new Match(
                  this,
                  group(matcher, "month")
                      .flatMap(text -> Months.inName(text, delivery.month().ofYear())),
                  group(matcher, "sender").map(s -> s.toUpperCase(Locale.ROOT)),
                  group(matcher, "final").isPresent()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> group(Matcher matcher, String name) {
    try {
      return Optional.ofNullable(matcher.group(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
