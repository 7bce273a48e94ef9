package pcw.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * A landing folder for tests that run the whole night many times: four practices of the sample
 * region in February 2024, which has a leap day, and March, in which the clocks change.
 */
final class SmallLanding {
  static final List<String> PRESCRIBING = List.of("EPD_202402.csv.zip", "EPD_202403.csv.gz");
  static final List<String> MAPS =
      List.of("gp-reg-pat-prac-map_2024-02.csv", "gp-reg-pat-prac-map_2024-03.csv");
  static final String LISTS_OF_FEBRUARY = "gp-reg-pat-prac-all_2024-02.csv";
  static final String LISTS_OF_MARCH = "gp-reg-pat-prac-quin-age_2024-03.csv.gz";
  private static final int PRACTICES = 4;

  private final Path sample;
  private final Set<String> practices;

  SmallLanding(Path home) throws IOException {
    this.sample = home.resolve("sample-data").resolve("landing");
    this.practices = practices();
  }

  /** Every file of the two months. */
  void write(Path landing) throws IOException {
    for (String name : PRESCRIBING) {
      write(landing, name);
    }
    for (String name : MAPS) {
      write(landing, name);
    }
    write(landing, LISTS_OF_FEBRUARY);
    write(landing, LISTS_OF_MARCH);
  }

  /** One file, unpacked, with the rows of the chosen practices. */
  Path write(Path landing, String name) throws IOException {
    Path file = Files.createDirectories(landing).resolve(name.replaceAll("\\.(gz|zip)$", ""));
    List<List<String>> rows = rows(name);
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(rows.get(0));
      rows.stream()
          .skip(1)
          .filter(row -> !Collections.disjoint(row, practices))
          .forEach(csv::writeRecord);
    }
    return file;
  }

  /** The first practices of the largest network. */
  private Set<String> practices() throws IOException {
    List<List<String>> map = rows(MAPS.get(1));
    int practice = map.get(0).indexOf("PRACTICE_CODE");
    int network = map.get(0).indexOf("PCN_CODE");
    Map<String, Set<String>> networks = new TreeMap<>();
    map.stream()
        .skip(1)
        .forEach(
            row ->
                networks
                    .computeIfAbsent(row.get(network), n -> new TreeSet<>())
                    .add(row.get(practice)));
    return networks.values().stream()
        .max((a, b) -> Integer.compare(a.size(), b.size()))
        .orElseThrow()
        .stream()
        .limit(PRACTICES)
        .collect(Collectors.toSet());
  }

  private List<List<String>> rows(String name) throws IOException {
    try (InputStream in = unpacked(name);
        CsvReader<CsvRecord> csv =
            CsvReader.builder().ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return csv.stream().map(CsvRecord::getFields).toList();
    }
  }

  private InputStream unpacked(String name) throws IOException {
    InputStream in = Files.newInputStream(sample.resolve(name));
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(in);
    }
    if (name.endsWith(".zip")) {
      ZipInputStream zip = new ZipInputStream(in);
      zip.getNextEntry();
      return zip;
    }
    return in;
  }
}
