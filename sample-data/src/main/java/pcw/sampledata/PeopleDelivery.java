package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import pcw.sampledata.Budget.Pounds;

/** Writes one delivery about people and the declaration beside it. */
final class PeopleDelivery {
  private static final DemonstrationPseudonym PSEUDONYM = new DemonstrationPseudonym();

  private final PeopleFeed feed;
  private final SendingSystem system;
  private final String sender;
  private final YearMonth from;
  private final YearMonth to;

  PeopleDelivery(
      PeopleFeed feed, SendingSystem system, String sender, YearMonth from, YearMonth to) {
    this.feed = feed;
    this.system = system;
    this.sender = sender;
    this.from = from;
    this.to = to;
  }

  /** {@code referral_UZ0001_202310_202606.csv}, or with one month. */
  String fileName() {
    return feed.name()
        + "_"
        + sender
        + "_"
        + (from.equals(to) ? "" : Dates.compact(from) + "_")
        + Dates.compact(to)
        + ".csv";
  }

  /** Senders export and check about ten days after the month. */
  LocalDate madeOn() {
    return to.plusMonths(1).atDay(8 + Math.floorMod(sender.hashCode(), 6));
  }

  /**
   * Writes the file and its declaration.
   *
   * @param rows values in the order of the feed's columns: text, whole numbers, days or null
   */
  void write(Path folder, List<List<Object>> rows) throws IOException {
    write(folder, fileName(), rows);
    Files.writeString(
        folder.resolve(fileName() + ".delivery.yaml"),
        declaration(Files.readAllBytes(folder.resolve(fileName())), rows.size()));
  }

  /** Writes the file alone. */
  void write(Path folder, String name, List<List<Object>> rows) throws IOException {
    Files.createDirectories(folder);
    int[] delivered =
        IntStream.range(0, feed.columns().size())
            .filter(column -> !feed.header(system, column).isEmpty())
            .toArray();
    StringWriter text = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(system.isQuoted ? LineDelimiter.CRLF : LineDelimiter.LF)
            .quoteStrategy(system.isQuoted ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
            .build(text)) {
      system.rowsAboveTheHeader(feed.title(), sender, madeOn()).forEach(csv::writeRecord);
      csv.writeRecord(header(delivered));
      for (List<Object> row : rows) {
        csv.writeRecord(fields(row, delivered));
      }
    }
    Files.writeString(folder.resolve(name), text.toString());
  }

  private List<String> header(int[] delivered) {
    List<String> header = new ArrayList<>();
    for (int column : delivered) {
      header.add(feed.header(system, column));
    }
    if (system == SendingSystem.PSEUDONYMISED) {
      header.add("key_id");
    }
    return header;
  }

  private List<String> fields(List<Object> row, int[] delivered) {
    List<String> fields = new ArrayList<>();
    for (int column : delivered) {
      fields.add(field(column, row.get(column)));
    }
    if (system == SendingSystem.PSEUDONYMISED) {
      fields.add(PSEUDONYM.keyId());
    }
    return fields;
  }

  private String field(int column, Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof LocalDate day) {
      return system.day(day);
    }
    if (value instanceof Pounds money) {
      return system.money(money.amount());
    }
    String text = value.toString();
    if (feed.isNumber(column)) {
      return system == SendingSystem.PSEUDONYMISED ? PSEUDONYM.ofNumber(text) : system.number(text);
    }
    String name = feed.columns().get(column);
    if (PeopleFeed.LOCAL.contains(name)) {
      return system == SendingSystem.PSEUDONYMISED && !text.isEmpty()
          ? PSEUDONYM.ofLocal(sender, name, text)
          : text;
    }
    return system.word(text);
  }

  String declaration(byte[] content, int rows) {
    StringBuilder text = new StringBuilder();
    text.append("sender: \"").append(sender).append("\"\nfeed: ").append(feed.name());
    text.append("\nperiod: ").append(from.equals(to) ? from : from + "/" + to);
    text.append("\nrows: ").append(rows);
    text.append("\nsha256: \"").append(sha256(content)).append('"');
    text.append("\ntype1_applied_on: ").append(feed.isFromRecord() ? madeOn() : "not_applicable");
    text.append("\nndo_applied_on: ").append(madeOn()).append('\n');
    if (system == SendingSystem.PSEUDONYMISED) {
      text.append("key_id: \"").append(PSEUDONYM.keyId()).append("\"\n");
    }
    return text.toString();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
