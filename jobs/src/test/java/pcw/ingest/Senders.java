package pcw.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import pcw.door.Key;
import pcw.door.Keys;
import pcw.door.Pseudonym;

/** What senders of made-up people put into a landing folder. */
final class Senders {
  static final String EVENTS = "NHS Number,Event Date,SNOMED Code,Value";
  static final String REFERRAL = "871731000000106";

  private final House house;

  Senders(House house) {
    this.house = house;
  }

  /** A number of the range for tests, with its check digit; 0 is the first person. */
  static String number(int person) {
    for (int n = 0, found = 0; ; n++) {
      String nine = "999%06d".formatted(n);
      int sum = 0;
      for (int i = 0; i < 9; i++) {
        sum += (nine.charAt(i) - '0') * (10 - i);
      }
      int digit = 11 - sum % 11;
      if (digit != 10 && found++ == person) {
        return nine + digit % 11;
      }
    }
  }

  static String token(int person) {
    return new Pseudonym(Keys.of(Key.demonstration())).ofNumber(number(person));
  }

  /** The register of agreements, until further notice. */
  Senders agree(String... sendersAndFeeds) {
    StringBuilder rows =
        new StringBuilder(
            "sender_code,feed,controller,lawful_basis,agreement_reference,valid_from,valid_to\n");
    for (String one : sendersAndFeeds) {
      rows.append(one.replace(' ', ',')).append(",ICB,6(1)(e),DSA-1,2023-01-01,\n");
    }
    house.put("sharing_agreement.csv", rows.toString());
    return this;
  }

  /** The answer of the checking service: these people have not opted out. */
  Senders permit(String checkedOn, int... people) {
    List<String> rows = new ArrayList<>();
    for (int person : people) {
      rows.add(number(person));
    }
    String month = checkedOn.substring(0, 7);
    return put(
        "permitted_person-QHM-%s.csv".formatted(month.replace("-", "")),
        "QHM",
        "permitted_person",
        month,
        checkedOn,
        "NHS Number",
        rows);
  }

  /** One entry a person: a referral on the third of the month. */
  Senders events(String sender, String month, int... people) {
    List<String> rows = new ArrayList<>();
    for (int person : people) {
      rows.add(number(person) + "," + month.replaceAll(".*/", "") + "-03," + REFERRAL + ",");
    }
    return deliver("coded_event", sender, month, EVENTS, rows);
  }

  Senders deliver(String feed, String sender, String period, String header, List<String> rows) {
    String name = feed + "-" + sender + "-" + period.replace("-", "").replace('/', '_') + ".csv";
    return put(name, sender, feed, period, "2026-10-05", header, rows);
  }

  /** A delivery and its declaration. */
  Senders put(
      String name,
      String sender,
      String feed,
      String period,
      String appliedOn,
      String header,
      List<String> rows) {
    byte[] content =
        (header + "\n" + String.join("", rows.stream().map(r -> r + "\n").toList()))
            .getBytes(StandardCharsets.UTF_8);
    house.put(name, content);
    return declare(name, sender, feed, period, appliedOn, rows.size(), content);
  }

  private Senders declare(
      String name,
      String sender,
      String feed,
      String period,
      String appliedOn,
      int rows,
      byte[] content) {
    house.put(
        name + ".delivery.yaml",
        """
        sender: %s
        feed: %s
        period: %s
        rows: %d
        sha256: %s
        type1_applied_on: %s
        ndo_applied_on: %s
        """
            .formatted(sender, feed, period, rows, sha256(content), appliedOn, appliedOn));
    return this;
  }

  Senders remove(String name) {
    try {
      Files.delete(house.landing.resolve(name));
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  Path file(String name) {
    return house.landing.resolve(name);
  }
}
