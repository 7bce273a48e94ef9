package pcw.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Deliveries of prescribing with damage of every kind that is known. */
public final class Mutants {
  /** A cell that no message may quote. */
  public static final String CELL = "9434765919";

  private static final int ROWS = 12;

  /** A file as it lies in the landing folder. */
  public record Delivery(String name, byte[] content) {}

  private Mutants() {}

  /** A delivery of the month: whole one time in four, packed one time in three. */
  public static Delivery delivery(YearMonth month, Random random) throws IOException {
    String digits = month.toString().replace("-", "");
    byte[] mutant = mutated(csv(digits, random).getBytes(StandardCharsets.UTF_8), random);
    String name = "EPD_SNOMED_" + digits + ".csv";
    return switch (random.nextInt(6)) {
      case 0 -> new Delivery(name + ".gz", damaged(gzip(mutant), random));
      case 1 -> new Delivery(name + ".zip", damaged(zip(name, mutant), random));
      default -> new Delivery(name, mutant);
    };
  }

  private static String csv(String month, Random random) {
    StringBuilder text = new StringBuilder(Epd.SNOMED).append('\n');
    for (int i = 0; i < ROWS; i++) {
      text.append(
              Epd.row(
                  Epd.SNOMED, "YEAR_MONTH", month, "ITEMS", Integer.toString(random.nextInt(9))))
          .append('\n');
    }
    return text.toString();
  }

  private static byte[] mutated(byte[] csv, Random random) {
    byte[] mutant = csv;
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(Math.max(1, mutant.length));
      mutant =
          switch (random.nextInt(14)) {
            case 0 -> spliced(mutant, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(mutant, at, random.nextInt(200), new byte[0]);
            case 2 -> spliced(mutant, at, 0, "\"".getBytes(StandardCharsets.UTF_8));
            case 3 -> spliced(mutant, at, 0, "\r\n".getBytes(StandardCharsets.UTF_8));
            case 4 -> spliced(mutant, at, 0, new byte[] {0});
            case 5 -> spliced(mutant, at, 0, new byte[100_000 + random.nextInt(1000)]);
            case 6 -> spliced(mutant, at, 0, ("," + CELL + ",").getBytes(StandardCharsets.UTF_8));
            case 7 -> spliced(mutant, at, 4, "1E+9".getBytes(StandardCharsets.UTF_8));
            case 8 -> Arrays.copyOf(mutant, at);
            case 9 -> new String(mutant, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 10 -> spliced(mutant, 0, 0, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            case 11 ->
                new String(mutant, StandardCharsets.UTF_8)
                    .replace("ICB_NAME,ICB_CODE", "ICB_CODE,ICB_NAME")
                    .getBytes(StandardCharsets.UTF_8);
            case 12 -> spliced(mutant, at, 0, "\u00e9\u2014".getBytes(StandardCharsets.ISO_8859_1));
            default ->
                spliced(
                    mutant,
                    at,
                    0,
                    Arrays.copyOfRange(mutant, at, Math.min(mutant.length, at + 500)));
          };
    }
    return mutant;
  }

  private static byte[] damaged(byte[] archive, Random random) {
    int at = random.nextInt(archive.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(archive, at);
      case 1 -> spliced(archive, at, 1, new byte[] {(byte) random.nextInt(256)});
      default -> archive;
    };
  }

  private static byte[] spliced(byte[] bytes, int at, int remove, byte[] insert) {
    int rest = Math.min(bytes.length, at + remove);
    byte[] spliced = new byte[at + insert.length + bytes.length - rest];
    System.arraycopy(bytes, 0, spliced, 0, at);
    System.arraycopy(insert, 0, spliced, at, insert.length);
    System.arraycopy(bytes, rest, spliced, at + insert.length, bytes.length - rest);
    return spliced;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
