package pcw.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * One month of deliveries about made-up people from thousands of senders: a few rows a file, each
 * with its declaration, the register of agreements and the list of people who have not opted out.
 */
final class SmallFiles {
  private static final String MONTH = "2026-09";
  private static final String APPLIED_ON = "2026-10-05";
  private static final int PEOPLE_OF_A_SENDER = 40;
  private static final int MOST_PEOPLE = 900_000;

  /**
   * A feed and how its rows look; {@code %n} the number, {@code %s} the sender, {@code %i} a row.
   */
  private record Shape(String feed, String header, String row) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "coded_event",
              "NHS Number,Practice Code,Event Date,SNOMED Code,Value,Staff Role,Source System",
              "%n,%s,0%d-Sep-2026,871731000000106,,SPLW,EMIS"),
          new Shape(
              "registered_person",
              "NHS Number,Practice Code,Date of Birth,Sex,Ethnic Category,LSOA,LSOA Year,Long Term Conditions",
              "%n,%s,1950-05-0%d,F,A,E01012345,2021,DM|HYP"),
          new Shape(
              "referral",
              "NHS Number,Referral ID,Practice Code,Role,Referral Date,Source,Reason 1",
              "%n,R-%i,%s,SPLW,0%d/09/2026,gp_practice,mental_health"),
          new Shape(
              "contact",
              "NHS Number,Contact ID,Referral ID,Role,Contact Date,Mode,Attendance,Duration",
              "%n,C-%i,R-%i,SPLW,0%d/09/2026,telephone,attended,30"),
          new Shape(
              "activation",
              "NHS Number,Practice Code,Measured Date,Score,Level,Form",
              "%n,%s,2026-09-0%d,56.4,3,pam_13"),
          new Shape(
              "utilisation",
              "NHS Number,Practice Code,Activity Month,GP Contacts,AE Attendances",
              "%n,%s,2026-09,%d,0"));

  /** How many kinds of deliveries there are. */
  static final int FEEDS = SHAPES.size();

  private SmallFiles() {}

  /**
   * Writes the deliveries.
   *
   * @param feeds how many of the kinds each sender delivers
   * @param rows of each file
   * @return how many files there are beside the declarations
   */
  static int write(Path landing, int senders, int feeds, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder agreements =
        new StringBuilder(
            "sender_code,feed,controller,lawful_basis,agreement_reference,valid_from,valid_to\n");
    agreements.append("QHM,permitted_person,ICB,6(1)(e),DSA-0,2023-01-01,\n");
    StringBuilder permitted = new StringBuilder("NHS Number\n");
    List<String> numbers = numbers(Math.min(MOST_PEOPLE, senders * PEOPLE_OF_A_SENDER));
    for (int person = 0; person < numbers.size(); person++) {
      if (person % 50 != 0) {
        permitted.append(numbers.get(person)).append('\n');
      }
    }
    for (int sender = 0; sender < senders; sender++) {
      String code = "A%05d".formatted(sender);
      Path folder = Files.createDirectories(landing.resolve(code.substring(0, 3)));
      for (Shape shape : SHAPES.subList(0, feeds)) {
        agreements.append(code).append(',').append(shape.feed());
        agreements.append(",ICB,6(1)(e),DSA-1,2023-01-01,\n");
        StringBuilder text = new StringBuilder(shape.header()).append('\n');
        for (int row = 0; row < rows; row++) {
          int person = (sender * PEOPLE_OF_A_SENDER + row % PEOPLE_OF_A_SENDER) % numbers.size();
          text.append(
                  shape
                      .row()
                      .replace("%n", numbers.get(person))
                      .replace("%s", code)
                      .replace("%i", String.valueOf(row))
                      .replace("%d", String.valueOf(1 + random.nextInt(9))))
              .append('\n');
        }
        deliver(folder, shape.feed(), code, text, rows);
      }
    }
    Files.writeString(landing.resolve("sharing_agreement.csv"), agreements);
    deliver(
        landing,
        "permitted_person",
        "QHM",
        permitted,
        permitted.chars().filter(c -> c == '\n').count() - 1);
    return senders * feeds + 2;
  }

  private static void deliver(Path folder, String feed, String sender, CharSequence text, long rows)
      throws IOException {
    Path file = folder.resolve(feed + "-" + sender + "-" + MONTH.replace("-", "") + ".csv");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes);
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".delivery.yaml"),
        """
        sender: %s
        feed: %s
        period: %s
        rows: %d
        sha256: %s
        type1_applied_on: %s
        ndo_applied_on: %s
        """
            .formatted(sender, feed, MONTH, rows, sha256(bytes), APPLIED_ON, APPLIED_ON));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Numbers of the range for tests, each with its check digit. */
  private static List<String> numbers(int people) {
    List<String> numbers = new ArrayList<>();
    for (int n = 0; numbers.size() < people; n++) {
      String nine = "999%06d".formatted(n);
      int sum = 0;
      for (int i = 0; i < 9; i++) {
        sum += (nine.charAt(i) - '0') * (10 - i);
      }
      int digit = 11 - sum % 11;
      if (digit != 10) {
        numbers.add(nine + digit % 11);
      }
    }
    return numbers;
  }
}
