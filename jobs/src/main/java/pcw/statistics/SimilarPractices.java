package pcw.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Like with like: for each practice the others that resemble it most in age, deprivation and size.
 * Nothing that is measured decides who is similar.
 */
public final class SimilarPractices {
  /** How many are shown. */
  public static final int SHOWN = 10;

  private final double[][] features;
  private final boolean hasDeprivation;

  private SimilarPractices(double[][] features, boolean hasDeprivation) {
    this.features = features;
    this.hasDeprivation = hasDeprivation;
  }

  /**
   * All practices of one month, in one order.
   *
   * @param shareAged65 share of the list aged 65 and over, {@code NaN} where not held
   * @param deprivation average deprivation of the areas of its patients; all {@code NaN} where no
   *     deprivation is held, and then not used
   * @param patients list size
   */
  public static SimilarPractices of(double[] shareAged65, double[] deprivation, double[] patients) {
    boolean hasDeprivation =
        IntStream.range(0, deprivation.length).anyMatch(i -> !Double.isNaN(deprivation[i]));
    double[] size = new double[patients.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = patients[i] > 0 ? Math.log(patients[i]) : Double.NaN;
    }
    double[][] columns =
        hasDeprivation
            ? new double[][] {shareAged65, deprivation, size}
            : new double[][] {shareAged65, size};
    double[][] features = new double[patients.length][columns.length];
    for (int f = 0; f < columns.length; f++) {
      double[] standardised = standardised(columns[f]);
      for (int i = 0; i < features.length; i++) {
        features[i][f] = standardised[i];
      }
    }
    return new SimilarPractices(features, hasDeprivation);
  }

  /** The rule in words, for print. */
  public String rule() {
    return "most similar by share of patients aged 65 and over, "
        + (hasDeprivation ? "average deprivation of the areas of its patients, " : "")
        + "and list size (on a log scale), each divided by its standard deviation among practices";
  }

  /**
   * The nearest others, nearest first, ties in the order given.
   *
   * @return indexes; none where the practice lacks a feature, and no other that lacks one
   */
  public List<Integer> nearest(int practice, int howMany) {
    int[] nearest = new int[howMany];
    double[] distances = new double[howMany];
    int found = 0;
    for (int i = 0; i < features.length; i++) {
      double distance = distance(features[practice], features[i]);
      if (i == practice || Double.isNaN(distance)) {
        continue;
      }
      int place = found;
      while (place > 0 && distance < distances[place - 1]) {
        place--;
      }
      if (place == howMany) {
        continue;
      }
      int moved = Math.min(found, howMany - 1) - place;
      System.arraycopy(nearest, place, nearest, place + 1, moved);
      System.arraycopy(distances, place, distances, place + 1, moved);
      nearest[place] = i;
      distances[place] = distance;
      found = Math.min(found + 1, howMany);
    }
    return Arrays.stream(nearest, 0, found).boxed().toList();
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int f = 0; f < a.length; f++) {
      squares += (a[f] - b[f]) * (a[f] - b[f]);
    }
    return squares;
  }

  private static double[] standardised(double[] values) {
    double[] held = Percentiles.held(values);
    double mean = Sums.mean(held);
    double squares = 0;
    for (double value : held) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / (held.length - 1));
    double[] standardised = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double apart = values[i] - mean;
      standardised[i] = deviation > 0 ? apart / deviation : 0 * apart;
    }
    return standardised;
  }
}
