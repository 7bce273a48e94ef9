package pcw.statistics;

/**
 * Ordinary least squares of a few columns, with a covariance that allows for errors that go
 * together over time and differ in size.
 *
 * <p>Householder QR in some fifty lines rather than a matrix library: four columns and some sixty
 * rows need no more. Covariance: Newey and West, Econometrica 1987, with Bartlett weights and the
 * factor n / (n - k) for small samples, as statsmodels' {@code cov_type="HAC",
 * use_correction=True}.
 */
final class Regression {
  private static final double RANK = 1e-10;

  private final double[] coefficients;
  private final double[] residuals;
  private final double[][] covariance;

  private Regression(double[] coefficients, double[] residuals, double[][] covariance) {
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.covariance = covariance;
  }

  /**
   * @param x rows in order of time, more than there are columns, of full rank
   * @param lags how many periods apart errors may go together; 0 allows for differing size alone
   */
  static Regression fit(double[][] x, double[] y, int lags) {
    int n = x.length;
    int k = x[0].length;
    double[][] inverse = inverseOfR(x);
    double[] xy = new double[k];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        xy[j] += x[i][j] * y[i];
      }
    }
    double[][] bread = timesTranspose(inverse);
    double[] coefficients = times(bread, xy);
    // One step of refinement takes back what forming x'y lost.
    double[] residuals = residuals(x, y, coefficients);
    double[] left = new double[k];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        left[j] += x[i][j] * residuals[i];
      }
    }
    double[] step = times(bread, left);
    for (int j = 0; j < k; j++) {
      coefficients[j] += step[j];
    }
    residuals = residuals(x, y, coefficients);

    double[][] scores = new double[n][k];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        scores[i][j] = x[i][j] * residuals[i];
      }
    }
    double[][] covariance = sandwich(bread, meat(scores, lags), (double) n / (n - k));
    return new Regression(coefficients, residuals, covariance);
  }

  double coefficient(int column) {
    return coefficients[column];
  }

  /** Rows minus columns. */
  int degreesOfFreedom() {
    return residuals.length - coefficients.length;
  }

  /** Value of a weighted sum of coefficients. */
  double combination(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * coefficients[i];
    }
    return sum;
  }

  /** Standard error of a weighted sum of coefficients. */
  double standardError(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        sum += weights[i] * covariance[i][j] * weights[j];
      }
    }
    return Math.sqrt(Math.max(0, sum));
  }

  /** Interval of a weighted sum of coefficients, by Student's t. */
  Interval interval(double[] weights, double confidence) {
    double value = combination(weights);
    double half = Intervals.t(degreesOfFreedom(), confidence) * standardError(weights);
    return new Interval(value - half, value + half);
  }

  private static double[] residuals(double[][] x, double[] y, double[] coefficients) {
    double[] residuals = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double fitted = 0;
      for (int j = 0; j < coefficients.length; j++) {
        fitted += x[i][j] * coefficients[j];
      }
      residuals[i] = y[i] - fitted;
    }
    return residuals;
  }

  private static double[][] meat(double[][] scores, int lags) {
    int k = scores[0].length;
    double[][] meat = new double[k][k];
    for (int lag = 0; lag <= lags; lag++) {
      double weight = 1 - lag / (lags + 1.0);
      for (int t = lag; t < scores.length; t++) {
        for (int i = 0; i < k; i++) {
          for (int j = 0; j < k; j++) {
            double product = weight * scores[t][i] * scores[t - lag][j];
            meat[i][j] += product;
            if (lag > 0) {
              meat[j][i] += product;
            }
          }
        }
      }
    }
    return meat;
  }

  private static double[][] sandwich(double[][] bread, double[][] meat, double factor) {
    int k = bread.length;
    double[][] result = new double[k][k];
    for (int i = 0; i < k; i++) {
      double[] row = times(meat, bread[i]);
      for (int j = 0; j < k; j++) {
        double sum = 0;
        for (int m = 0; m < k; m++) {
          sum += row[m] * bread[m][j];
        }
        result[i][j] = factor * sum;
      }
    }
    return result;
  }

  /** Inverse of the triangle R of x = QR, by Householder reflections. */
  private static double[][] inverseOfR(double[][] x) {
    int n = x.length;
    int k = x[0].length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = x[i].clone();
    }
    double[] diagonal = new double[k];
    for (int j = 0; j < k; j++) {
      double norm = 0;
      for (int i = j; i < n; i++) {
        norm = Math.hypot(norm, a[i][j]);
      }
      if (!(norm > RANK * length(x, j))) {
        throw new IllegalArgumentException("Columns of a regression must be independent");
      }
      double alpha = a[j][j] > 0 ? -norm : norm;
      a[j][j] -= alpha;
      double squares = 0;
      for (int i = j; i < n; i++) {
        squares += a[i][j] * a[i][j];
      }
      for (int m = j + 1; m < k; m++) {
        double dot = 0;
        for (int i = j; i < n; i++) {
          dot += a[i][j] * a[i][m];
        }
        double scale = 2 * dot / squares;
        for (int i = j; i < n; i++) {
          a[i][m] -= scale * a[i][j];
        }
      }
      diagonal[j] = alpha;
    }
    double[][] inverse = new double[k][k];
    for (int column = 0; column < k; column++) {
      inverse[column][column] = 1 / diagonal[column];
      for (int i = column - 1; i >= 0; i--) {
        double sum = 0;
        for (int m = i + 1; m <= column; m++) {
          sum += a[i][m] * inverse[m][column];
        }
        inverse[i][column] = -sum / diagonal[i];
      }
    }
    return inverse;
  }

  private static double length(double[][] x, int column) {
    double length = 0;
    for (double[] row : x) {
      length = Math.hypot(length, row[column]);
    }
    return length;
  }

  private static double[][] timesTranspose(double[][] upper) {
    int k = upper.length;
    double[][] result = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        for (int m = 0; m < k; m++) {
          result[i][j] += upper[i][m] * upper[j][m];
        }
      }
    }
    return result;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] result = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        result[i] += matrix[i][j] * vector[j];
      }
    }
    return result;
  }
}
