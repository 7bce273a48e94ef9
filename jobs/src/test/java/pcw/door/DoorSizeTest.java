package pcw.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file passes the door as a stream, whatever its size. */
class DoorSizeTest {
  private static final int ROWS = 1_000_000;
  private static final String MEMORY = "-Xmx40m";

  @TempDir Path folder;

  @Test
  void a_million_rows_pass_in_a_java_of_forty_megabytes() throws Exception {
    Path file = folder.resolve("coded_event-A83040-202608.csv");
    write(file);
    Deliveries.declare(
        file,
        """
        sender: A83040
        feed: coded_event
        period: 2026-08
        type1_applied_on: 2026-09-02
        ndo_applied_on: 2026-09-03
        """);
    assertThat(Files.size(file)).as("larger than the memory").isGreaterThan(80L << 20);

    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    MEMORY,
                    "-Dpcw.home=" + System.getProperty("pcw.home"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    DoorSizeTest.class.getName(),
                    file.toString(),
                    folder.resolve("out.csv").toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("accepted " + ROWS);
    System.out.print(said);
  }

  /** What the other Java runs. */
  public static void main(String[] arguments) {
    long started = System.nanoTime();
    Admission admission =
        Door.pseudonymise(
            Path.of(arguments[0]),
            Deliveries.contract("coded_event"),
            Deliveries.keys(),
            Path.of(arguments[1]),
            r -> {});
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "door: accepted %d, %.1f s, %,.0f rows a second%n",
        admission.accepted(), seconds, ROWS / seconds);
  }

  private static void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "NHS Number,Full Name,Date of Birth,Event Date,SNOMED Code,Value,Unit,Staff Role\n");
      int written = 0;
      for (int serial = 0; written < ROWS; serial++) {
        String nine = String.format("999%06d", serial % 1_000_000);
        for (char digit = '0'; digit <= '9'; digit++) {
          if (NhsNumber.isValid(nine + digit)) {
            out.write(nine + digit);
            out.write(",\"Person, A\",03-Feb-1950,");
            out.write(String.valueOf(1 + written % 28));
            out.write("-Aug-2026,871731000000106,47.0,score,Social Prescribing Link Worker\n");
            written++;
          }
        }
      }
    }
  }
}
