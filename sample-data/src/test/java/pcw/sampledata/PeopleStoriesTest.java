package pcw.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sample-data/README.md promises about people is in the committed files. */
class PeopleStoriesTest {
  private static final Path PEOPLE = CommittedFilesTest.SAMPLE_DATA.resolve("landing/people");

  @Test
  void everyNumberIsOfTheRangeForTests() throws IOException {
    try (Stream<Path> files = Files.walk(PEOPLE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        for (CsvRecord row : rows(file)) {
          row.getFields().stream()
              .map(field -> field.replace(" ", ""))
              .filter(field -> field.matches("[0-9]{10}"))
              .forEach(number -> assertThat(number).as(file.toString()).startsWith("999"));
        }
      }
    }
  }

  @Test
  void onePcnsPeopleFromTheMostDeprivedAreasAreSeldomAccepted() {
    Map<String, Integer> quintiles = quintiles();
    Map<String, int[]> accepted = new HashMap<>();
    for (Map.Entry<String, List<CsvRecord>> sender : bySender("referral").entrySet()) {
      for (CsvRecord row : sender.getValue()) {
        String group =
            (sender.getKey().equals(PeopleStory.UNFAIR_PCN) ? "unfair " : "other ")
                + (quintiles.getOrDefault(row.getField(1), 0) == 1 ? "most" : "less");
        int[] counts = accepted.computeIfAbsent(group, g -> new int[2]);
        counts[0] += row.getField(8).equals("accepted") ? 1 : 0;
        counts[1]++;
      }
    }
    assertThat(share(accepted.get("unfair most"))).isLessThan(0.6);
    assertThat(share(accepted.get("unfair less"))).isGreaterThan(0.75);
    assertThat(share(accepted.get("other most"))).isGreaterThan(0.75);
    assertThat(accepted.get("unfair most")[1]).isGreaterThan(100);
  }

  @Test
  void activationRisesMostWhereCoachesMeasureEverybody() {
    Map<String, List<Double>> changes = new TreeMap<>();
    bySender("activation")
        .forEach(
            (sender, rows) -> {
              Map<String, List<Double>> scores =
                  rows.stream()
                      .collect(
                          Collectors.groupingBy(
                              row -> row.getField(2),
                              Collectors.mapping(
                                  row -> Double.parseDouble(row.getField(4)),
                                  Collectors.toList())));
              changes.put(
                  sender,
                  scores.values().stream()
                      .filter(pair -> pair.size() == 2)
                      .map(pair -> pair.get(1) - pair.get(0))
                      .toList());
            });
    double story = mean(changes.remove(PeopleStory.COACHED_PCN));
    List<Double> others = changes.values().stream().flatMap(List::stream).toList();
    assertThat(story).isGreaterThan(mean(others) + 3);
    assertThat(others).hasSizeGreaterThan(500);
  }

  @Test
  void theSenderThatStopsHasNothingAfterJuly() throws IOException {
    try (Stream<Path> files = Files.walk(PEOPLE)) {
      Set<String> months =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.contains(PeopleStory.STOPPED_PCN) && name.endsWith(".csv"))
              .map(name -> name.replaceAll(".*_|\\.csv", ""))
              .collect(Collectors.toSet());
      assertThat(months).containsExactlyInAnyOrder("202606", "202607");
    }
  }

  @Test
  void aHeaderAloneIsAStatementOfZero() {
    assertThat(rows(PEOPLE.resolve("referral/referral_UZ0013_202608.csv"))).hasSize(1);
    assertThat(PEOPLE.resolve("referral/referral_UZ0013_202608.csv.delivery.yaml"))
        .content()
        .contains("rows: 0\n");
  }

  @Test
  void theSameDeliveryComesTwice() {
    assertThat(PEOPLE.resolve("coded_event/coded-event-ZZ0004-202608.csv"))
        .hasSameBinaryContentAs(PEOPLE.resolve("coded_event/coded_event_ZZ0004_202608.csv"));
  }

  @Test
  void whoeverOptsOutIsOnTheFirstListAndNotOnTheSecond() {
    String person = find("referral", PeopleStory.OPTED_OUT).getField(1);
    assertThat(permitted("202606")).contains(person);
    assertThat(permitted("202609")).doesNotContain(person);
    assertThat(permitted("202609")).contains(find("referral", "R900001").getField(1));
  }

  @Test
  void thePersonWhoMovesHasThreeComponentsInTwoPractices() {
    String person = find("referral", PeopleStory.MOVES_PRACTICE).getField(1);
    assertThat(practices("activation", person, 0, 1))
        .containsExactlyInAnyOrder(PeopleStory.MOVED_FROM, PeopleStory.MOVED_TO);
    assertThat(find("budget", PeopleStory.BUDGET_OF_MOVER).getField(1)).isEqualTo(person);
    assertThat(practices("registered_person", person, 1, 0))
        .containsExactlyInAnyOrder(PeopleStory.MOVED_FROM, PeopleStory.MOVED_TO);
  }

  @Test
  void theBudgetThatCostsMoreHasARefusedPaymentToo() {
    CsvRecord budget = find("budget", PeopleStory.COSTS_MORE);
    assertThat(pounds(budget.getField(12))).isGreaterThan(pounds(budget.getField(13)));
    assertThat(bySender("budget_payment").get("QZB"))
        .filteredOn(row -> row.getField(4).equals(PeopleStory.REFUSED_CATEGORY))
        .singleElement()
        .satisfies(row -> assertThat(row.getField(1)).isEqualTo(PeopleStory.COSTS_MORE));
  }

  @Test
  void onePcnsPlansAreSeldomReviewed() {
    Map<String, String> networks = new HashMap<>();
    Region region = Region.of(Scale.sampleRegion());
    region.practices().forEach(p -> networks.put(p.code(), Names.pcnCode(p.pcn())));
    int[] story = new int[2];
    int[] others = new int[2];
    for (List<CsvRecord> rows : bySender("care_plan").values()) {
      for (CsvRecord row : rows) {
        int[] counts =
            PeopleStory.UNREVIEWED_PCN.equals(networks.get(row.getField(2))) ? story : others;
        boolean isOld = !row.getField(5).isEmpty() && row.getField(4).matches(".*202[34].*");
        counts[0] += isOld && !row.getField(6).isEmpty() ? 1 : 0;
        counts[1] += isOld ? 1 : 0;
      }
    }
    assertThat(share(story)).isLessThan(0.25);
    assertThat(share(others)).isGreaterThan(0.45);
    assertThat(story[1]).isGreaterThan(10);
  }

  @Test
  void thePublishedCaseHasTwoScoresEightDaysApart() {
    String person = find("referral", PeopleStory.AFTER_EIGHT_DAYS).getField(1);
    assertThat(bySender("outcome_score").values().stream().flatMap(List::stream))
        .filteredOn(row -> row.getField(0).equals(person) && row.getField(2).equals("disability"))
        .extracting(row -> row.getField(4))
        .containsExactly("20", "7");
  }

  @Test
  void tooFewAnswerCollaborateInOnePractice() {
    for (Path file : files("survey_result")) {
      int answers =
          rows(file).stream()
              .filter(row -> row.getField(2).equals(PeopleStory.FEW_ANSWERS))
              .filter(row -> row.getField(4).equals("collaborate"))
              .mapToInt(row -> Integer.parseInt(row.getField(7)))
              .sum();
      assertThat(answers).isLessThan(25);
    }
  }

  @Test
  void thePublishedSurveySaysOfTheConversationWhatTheOtherFeedSays() {
    Map<String, int[]> other = new TreeMap<>();
    for (CsvRecord row : rows(PEOPLE.resolve("survey_result/survey_result_202603.csv"))) {
      if (row.getField(4).equals("what_matters") && !row.getField(6).equals("dont_know")) {
        int number = Integer.parseInt(row.getField(7));
        int[] counts = other.computeIfAbsent(row.getField(2), code -> new int[2]);
        counts[0] += row.getField(6).equals("yes") ? number : 0;
        counts[1] += number;
      }
    }
    Map<String, int[]> published = new TreeMap<>();
    for (CsvRecord row : rows(files("gp_patient_survey").get(1))) {
      if (row.getField(0).startsWith("ZZ")) {
        int number = Integer.parseInt(row.getField(7));
        int yes = (int) Math.round(Double.parseDouble(row.getField(6)) * number);
        published.put(row.getField(0), new int[] {yes, number});
      }
    }
    assertThat(published).hasSizeGreaterThan(50).hasSameSizeAs(other);
    published.forEach((code, counts) -> assertThat(counts).as(code).isEqualTo(other.get(code)));
  }

  @Test
  void oneBoardCountsItsWheelchairUsersFromTheYear2026On() {
    for (Path file : files("budget_eligible")) {
      assertThat(rows(file))
          .filteredOn(row -> row.getField(1).equals(PeopleStory.BOARD_FALLS))
          .extracting(row -> row.getField(2))
          .as(file.toString())
          .hasSize(file.toString().contains("_2026") ? 3 : 2)
          .contains("childrens_continuing_care", "section_117");
    }
  }

  private static double pounds(String text) {
    return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
  }

  private static double share(int[] counts) {
    return (double) counts[0] / counts[1];
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static Set<String> practices(String feed, String person, int number, int practice) {
    return bySender(feed).values().stream()
        .flatMap(List::stream)
        .filter(row -> row.getField(number).replace(" ", "").equals(person))
        .map(row -> row.getField(practice))
        .collect(Collectors.toSet());
  }

  /** From the files of practices and processors that give the fifth in the column before two. */
  private static Map<String, Integer> quintiles() {
    Map<String, Integer> quintiles = new HashMap<>();
    for (Path file : files("registered_person")) {
      List<CsvRecord> rows = rows(file);
      int header = 0;
      while (rows.get(header).getFieldCount() < 5) {
        header++;
      }
      int column = -1;
      for (int i = 0; i < rows.get(header).getFieldCount(); i++) {
        column =
            rows.get(header).getField(i).toLowerCase(java.util.Locale.ROOT).contains("quintile")
                ? i
                : column;
      }
      for (CsvRecord row : rows.subList(header + 1, rows.size())) {
        String quintile = row.getField(column);
        if (!quintile.isEmpty()) {
          quintiles.put(row.getField(1).replace(" ", ""), Integer.valueOf(quintile));
        }
      }
    }
    return quintiles;
  }

  private static Set<String> permitted(String month) {
    try {
      return new HashSet<>(
          Files.readAllLines(
                  PEOPLE.resolve("permitted_person/permitted_person_QZA_" + month + ".dat"))
              .stream()
              .map(line -> line.replace(",", ""))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest row with this number of the sender's own in its first column. */
  private static CsvRecord find(String feed, String id) {
    return bySender(feed).values().stream()
        .flatMap(List::stream)
        .filter(row -> row.getField(0).equals(id))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** Rows below the header, in order of files. */
  private static Map<String, List<CsvRecord>> bySender(String feed) {
    Map<String, List<CsvRecord>> rows = new TreeMap<>();
    for (Path file : files(feed)) {
      String sender =
          file.getFileName().toString().substring(feed.length() + 1).replaceAll("[-_].*", "");
      List<CsvRecord> all = rows(file);
      int header = 0;
      while (all.get(header).getFieldCount() < 5) {
        header++;
      }
      rows.computeIfAbsent(sender, s -> new ArrayList<>())
          .addAll(all.subList(header + 1, all.size()));
    }
    return rows;
  }

  private static List<Path> files(String feed) {
    try (Stream<Path> files = Files.list(PEOPLE.resolve(feed))) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CsvRecord> rows(Path file) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(file)) {
      return csv.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
