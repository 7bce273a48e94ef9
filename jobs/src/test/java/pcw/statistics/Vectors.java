package pcw.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Numbers made outside Java; {@code make_vectors.py} beside them says how. */
final class Vectors {
  private static final Properties VALUES = new Properties();

  static {
    try (InputStream in = open("vectors.properties")) {
      VALUES.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Vectors() {}

  static double of(String key) {
    return Double.parseDouble(Objects.requireNonNull(VALUES.getProperty(key), key));
  }

  static Interval interval(String key) {
    return new Interval(of(key + ".lower"), of(key + ".upper"));
  }

  /** A column of a CSV with a header. */
  static double[] column(String file, int column) {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(Vectors.class.getResourceAsStream(file), file);
  }
}
