package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that grow without end when they are unpacked, and lines without end. */
class HugeFilesTest {
  private static final int MIB = 1 << 20;
  private static final long TWO_GIB = 2L << 30;

  @TempDir Path folder;

  @Test
  void areRefusedInGoodTimeAndStopNoOther() throws IOException {
    House house = new House(folder);
    house.put(
        "EPD_SNOMED_202501.csv",
        Epd.file(Epd.SNOMED, Epd.row(Epd.SNOMED, "YEAR_MONTH", "2025-01")));
    try (ZipOutputStream zip =
        new ZipOutputStream(
            Files.newOutputStream(house.landing.resolve("EPD_SNOMED_202502.zip")))) {
      zip.putNextEntry(new ZipEntry("EPD_SNOMED_202502.csv"));
      rows(zip, "2025-02");
    }
    try (OutputStream gzip =
        new GZIPOutputStream(
            Files.newOutputStream(house.landing.resolve("EPD_SNOMED_202503.csv.gz")))) {
      rows(gzip, "2025-03");
    }
    try (OutputStream line =
        Files.newOutputStream(house.landing.resolve("EPD_SNOMED_202504.csv"))) {
      line.write((Epd.SNOMED + "\n").getBytes(StandardCharsets.UTF_8));
      line.write(letters(64 * MIB));
    }
    Path sparse = house.landing.resolve("EPD_SNOMED_202505.csv");
    Files.writeString(sparse, Epd.SNOMED + "\n");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(TWO_GIB + MIB);
    }

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> house.ingest());

    assertThat(house.fates())
        .containsEntry("EPD_SNOMED_202501.csv", "accepted")
        .containsEntry("EPD_SNOMED_202502.zip", "refused compression_ratio")
        .containsEntry("EPD_SNOMED_202503.csv.gz", "refused compression_ratio")
        .containsEntry("EPD_SNOMED_202504.csv", "refused long_line")
        .containsEntry("EPD_SNOMED_202505.csv", "refused nul_bytes");
  }

  /** Half a gibibyte of one row. */
  private static void rows(OutputStream out, String month) throws IOException {
    out.write((Epd.SNOMED + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] rows =
        (Epd.row(Epd.SNOMED, "YEAR_MONTH", month) + "\n")
            .repeat(4096)
            .getBytes(StandardCharsets.UTF_8);
    for (long written = 0; written < TWO_GIB / 4; written += rows.length) {
      out.write(rows);
    }
  }

  private static byte[] letters(int length) {
    byte[] letters = new byte[length];
    Arrays.fill(letters, (byte) 'x');
    return letters;
  }
}
