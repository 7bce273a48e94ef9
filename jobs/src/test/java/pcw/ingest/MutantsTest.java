package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged deliveries, hundreds in one night: every file has a fate, every row is counted once,
 * nothing crashes, and no cell is quoted. {@code -Dpcw.mutants=5000} makes more of them, {@code
 * -Dpcw.mutants.seed} others.
 */
class MutantsTest {
  private static final int MUTANTS = Integer.getInteger("pcw.mutants", 120);
  private static final long SEED = Long.getLong("pcw.mutants.seed", 20260901);
  private static final int A_NIGHT = 250;
  private static final int ROWS = 12;
  private static final String CELL = "9434765919";

  @TempDir Path folder;

  @Test
  void everyFileHasAFateAndEveryRowIsCountedOnce() throws Exception {
    Random random = new Random(SEED);
    for (int done = 0; done < MUTANTS; done += A_NIGHT) {
      night(folder.resolve("night" + done), Math.min(A_NIGHT, MUTANTS - done), random);
    }
  }

  private static void night(Path folder, int files, Random random) throws IOException {
    House house = new House(folder);
    YearMonth month = YearMonth.of(2000, 1);
    for (int i = 0; i < files; i++, month = month.plusMonths(1)) {
      String digits = month.toString().replace("-", "");
      byte[] mutant = mutated(csv(digits, random).getBytes(StandardCharsets.UTF_8), random);
      String name = "EPD_SNOMED_" + digits + ".csv";
      switch (random.nextInt(6)) {
        case 0 -> house.put(name + ".gz", damaged(gzip(mutant), random));
        case 1 -> house.put(name + ".zip", damaged(zip(name, mutant), random));
        default -> house.put(name, mutant);
      }
    }

    house.ingest();

    assertThat(house.said()).doesNotContain(CELL, "Exception", "\tat ");
    Map<String, Long> stored = new HashMap<>();
    house.tables.read("bronze.epd").groupBy("delivery_id").count().collectAsList().stream()
        .forEach(row -> stored.put(row.getString(0), row.getLong(1)));
    int told = 0;
    for (Row file : house.tables.read("ops.file").collectAsList()) {
      told++;
      String name = file.getAs("file_name");
      assertThat(file.<String>getAs("status")).as(name).isIn("accepted", "refused");
      assertThat(String.valueOf(file.<String>getAs("message"))).as(name).doesNotContain(CELL);
      long accepted = file.<Long>getAs("accepted");
      assertThat(stored.getOrDefault(file.<String>getAs("delivery_id"), 0L))
          .as(name)
          .isEqualTo(accepted);
      assertThat(file.<Long>getAs("rows_in"))
          .as(name)
          .isEqualTo(
              accepted
                  + file.<Long>getAs("quarantined")
                  + file.<Long>getAs("duplicate")
                  + file.<Long>getAs("out_of_scope"));
    }
    // Two damaged files may be the same bytes: the second is the first again.
    assertThat(told).isBetween(files * 9 / 10, files);
    assertThat(house.fates().values()).contains("accepted");
    assertThat(house.ingest().changed()).isFalse();
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
