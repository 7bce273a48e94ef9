package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
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
      Mutants.Delivery mutant = Mutants.delivery(month, random);
      house.put(mutant.name(), mutant.content());
    }

    house.ingest();

    assertThat(house.said()).doesNotContain(Mutants.CELL, "Exception", "\tat ");
    Map<String, Long> stored = new HashMap<>();
    house.tables.read("bronze.epd").groupBy("delivery_id").count().collectAsList().stream()
        .forEach(row -> stored.put(row.getString(0), row.getLong(1)));
    int told = 0;
    for (Row file : house.tables.read("ops.file").collectAsList()) {
      told++;
      String name = file.getAs("file_name");
      assertThat(file.<String>getAs("status")).as(name).isIn("accepted", "refused");
      assertThat(String.valueOf(file.<String>getAs("message")))
          .as(name)
          .doesNotContain(Mutants.CELL);
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
}
