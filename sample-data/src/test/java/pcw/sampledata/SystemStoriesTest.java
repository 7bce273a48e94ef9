package pcw.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What sample-data/README.md promises about the system is in the committed files. */
class SystemStoriesTest {
  private static final Path PEOPLE = CommittedFilesTest.SAMPLE_DATA.resolve("landing/people");

  @Test
  void oneNetworkHasNoLinkWorkerBeforeTheSummerOf2025() {
    YearMonth from = SystemStory.LINK_WORKER_FROM;

    assertThat(networksWithLinkWorker(from.minusMonths(3)))
        .hasSize(14)
        .doesNotContain(SystemStory.WITHOUT_LINK_WORKER);
    assertThat(networksWithLinkWorker(from)).hasSize(15);
  }

  private static Set<String> networksWithLinkWorker(YearMonth month) {
    return rows("pcn_workforce/pcn_workforce_" + Dates.compact(month) + ".csv.gz").stream()
        .filter(row -> row.getField("STAFF_ROLE").equals("Social Prescribing Link Workers"))
        .map(row -> row.getField("PCN_CODE"))
        .collect(Collectors.toSet());
  }

  @Test
  void oneNetworkIsMissingFromTheWorkforceOfOneMonth() {
    String name = "pcn_workforce/pcn_workforce_" + Dates.compact(SystemStory.NO_RETURN) + ".csv.gz";

    assertThat(rows(name))
        .extracting(row -> row.getField("PCN_CODE"))
        .contains("UZ0001")
        .doesNotContain(SystemStory.RETURNS_NOTHING);
  }

  @Test
  void halfOfOneNetworksPostsAreVacantAndAnotherSupervisesNobody() {
    List<NamedCsvRecord> rows = rows("workforce_post/workforce_post_202606.csv");

    assertThat(share(rows, SystemStory.VACANT, "vacant_wte", "established_wte")).isEqualTo(0.5);
    assertThat(share(rows, SystemStory.UNSUPERVISED, "staff_supervised", "staff_in_post")).isZero();
    assertThat(share(rows, "UZ", "vacant_wte", "established_wte")).isBetween(0.03, 0.25);
    assertThat(share(rows, "UZ", "staff_supervised", "staff_in_post")).isBetween(0.6, 0.9);
  }

  private static double share(
      List<NamedCsvRecord> rows, String pcn, String numerator, String denominator) {
    Predicate<NamedCsvRecord> own = row -> row.getField("pcn_code").startsWith(pcn);
    return rows.stream().filter(own).mapToDouble(r -> number(r, numerator)).sum()
        / rows.stream().filter(own).mapToDouble(r -> number(r, denominator)).sum();
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  @Test
  void oneNetworkClimbsFromLastToFirstInTheChecklist() {
    assertThat(inPlace("202503", SystemStory.CLIMBS)).isZero();
    assertThat(inPlace("202603", SystemStory.CLIMBS)).isEqualTo(51);
    assertThat(inPlace("202503", "UZ0002")).isBetween(1L, 50L);
  }

  private static long inPlace(String month, String pcn) {
    return rows("maturity_answer/maturity_answer_" + month + ".csv.gz").stream()
        .filter(row -> row.getField("pcn_code").equals(pcn))
        .filter(row -> Set.of("in_place", "evidenced").contains(row.getField("score")))
        .count();
  }

  @Test
  void onePracticeCodesNoReferral() {
    assertThat(rows("network_contract/network_contract_202603.csv.gz"))
        .filteredOn(row -> row.getField("PRACTICE_CODE").equals(SystemStory.CODES_NOTHING))
        .filteredOn(row -> row.getField("MEASURE").equals("Numerator"))
        .isNotEmpty()
        .allMatch(row -> row.getField("VALUE").equals("0"));
  }

  private static List<NamedCsvRecord> rows(String name) {
    Path file = PEOPLE.resolve(name);
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
        CsvReader<NamedCsvRecord> csv =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return csv.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
