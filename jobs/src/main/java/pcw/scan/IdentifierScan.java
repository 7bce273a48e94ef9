package pcw.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import pcw.door.NhsNumber;

/**
 * Looks for the NHS numbers of deliveries in other folders: in names, in plain and packed files, in
 * documents, in tables.
 *
 * @param numbers how many numbers were looked for
 * @param files how many files were looked through, by kind
 * @param findings where numbers stand, and how many; never which
 */
public record IdentifierScan(int numbers, Map<String, Integer> files, List<Finding> findings) {
  private static final String DECLARATION = ".delivery.yaml";

  /** One place. */
  public record Finding(Path file, long numbers) {}

  /**
   * Looks through folders for the numbers that the deliveries of a landing folder hold.
   *
   * @param landing every file with a declaration beside it is a delivery about people
   */
  public static IdentifierScan of(Path landing, List<Path> folders) {
    return of(numbersIn(landing), folders);
  }

  static IdentifierScan of(Set<String> numbers, List<Path> folders) {
    Map<String, Integer> files = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        long[] found = {0};
        Spotter spotter = new Spotter(digits -> found[0] += numbers.contains(digits) ? 1 : 0);
        files.merge(look(file, spotter), 1, Integer::sum);
        if (found[0] > 0) {
          findings.add(new Finding(file, found[0]));
        }
      }
    }
    return new IdentifierScan(numbers.size(), files, List.copyOf(findings));
  }

  /** Every valid number in a delivery about people. */
  private static Set<String> numbersIn(Path landing) {
    Set<String> numbers = new HashSet<>();
    Spotter spotter = new Spotter(digits -> NhsNumber.read(digits).ifPresent(numbers::add));
    for (Path declaration : files(landing)) {
      String name = declaration.toString();
      if (!name.endsWith(DECLARATION)) {
        continue;
      }
      Path delivery = Path.of(name.substring(0, name.length() - DECLARATION.length()));
      if (Files.exists(delivery)) {
        read(delivery, spotter);
      }
    }
    return numbers;
  }

  /** Reads as far as a delivery goes; one that is cut short is refused elsewhere. */
  private static void read(Path delivery, Spotter spotter) {
    boolean isGzip = delivery.toString().endsWith(".gz");
    try (InputStream bytes = Files.newInputStream(delivery);
        InputStream in = isGzip ? new GZIPInputStream(bytes) : bytes) {
      spotter.read(in);
    } catch (EOFException | ZipException e) {
      spotter.read("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Collection<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String look(Path file, Spotter spotter) {
    spotter.read(file.toString());
    try {
      Opened.Kind kind = kind(file);
      switch (kind) {
        case PARQUET -> Opened.parquet(file, spotter::read);
        case DUCKDB -> Opened.duckDb(file, spotter::read);
        default -> {}
      }
      try (InputStream in = Files.newInputStream(file)) {
        if (kind == Opened.Kind.PLAIN) {
          spotter.read(in);
        } else {
          Opened.stream(in, spotter, 0);
        }
      }
      return kind.name().toLowerCase(java.util.Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Opened.Kind kind(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Opened.Kind.of(in.readNBytes(Opened.HEAD));
    }
  }
}
