package pcw.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Somebody who knows everything that was published, how the organisations belong together and what
 * adds up to what, and asks of each hidden number between what bounds it lies: two linear
 * programmes a number. Shares no code with what protects.
 */
final class Attacker {
  private static final double WIDE_ENOUGH = 2;
  private static final double SLACK = 1e-6;
  private static final int FIRST_LOOKS = 3;

  /** A sum of unknown counts lies between two numbers. */
  private static final class Fact {
    final int[] unknowns;
    final int[] factors;
    double low;
    double high;

    Fact(int[] unknowns, int[] factors, double low, double high) {
      this.unknowns = unknowns;
      this.factors = factors;
      this.low = low;
      this.high = high;
    }
  }

  /** A number that must stay open. */
  private static final class Secret {
    final String name;
    final int[] unknowns;
    final int[] factors;
    final double least;
    final double most;

    Secret(String name, int[] unknowns, int[] factors, double least, double most) {
      this.name = name;
      this.unknowns = unknowns;
      this.factors = factors;
      this.least = least;
      this.most = most;
    }

    /** How far apart the least and the greatest possible value are. */
    double width(double low, double high) {
      return Math.floor(Math.min(high, most) + SLACK) - Math.ceil(Math.max(low, least) - SLACK);
    }
  }

  /** A number that did not. */
  record Leak(String name, double low, double high) {}

  private final Map<String, Integer> unknowns = new HashMap<>();
  private final Map<String, Fact> facts = new HashMap<>();
  private final List<Secret> secrets = new ArrayList<>();

  /** The number of an unknown count. */
  int unknown(String name) {
    return unknowns.computeIfAbsent(name, n -> unknowns.size());
  }

  void fact(int[] of, double low, double high) {
    int[] ones = new int[of.length];
    Arrays.fill(ones, 1);
    fact(of, ones, low, high);
  }

  /** What two facts say of the same sum is one fact. */
  void fact(int[] of, int[] factors, double low, double high) {
    String key = Arrays.toString(of) + Arrays.toString(factors);
    Fact known = facts.computeIfAbsent(key, k -> new Fact(of, factors, low, high));
    known.low = Math.max(known.low, low);
    known.high = Math.min(known.high, high);
  }

  /** Asks for a number, which the attacker guesses to lie between two others. */
  void secret(String name, int[] of, int[] factors, double least, double most) {
    secrets.add(new Secret(name, of, factors, least, most));
  }

  /** The secrets that keep fewer than three values. */
  List<Leak> attack() {
    boolean[] zero = new boolean[unknowns.size()];
    for (Fact fact : facts.values()) {
      if (fact.high == 0 && Arrays.stream(fact.factors).allMatch(f -> f > 0)) {
        Arrays.stream(fact.unknowns).forEach(u -> zero[u] = true);
      }
    }
    double[] lowest = new double[secrets.size()];
    double[] highest = new double[secrets.size()];
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    Random random = new Random(1);
    for (int i = 0; i < FIRST_LOOKS && !secrets.isEmpty(); i++) {
      int[] all = IntStream.range(0, zero.length).toArray();
      int[] weights = random.ints(zero.length, -5, 6).toArray();
      Secret any = new Secret("any", all, weights, 0, 0);
      solve(any, true, zero, lowest, highest);
      solve(any, false, zero, lowest, highest);
    }
    List<Leak> leaks = new ArrayList<>();
    for (int s = 0; s < secrets.size(); s++) {
      Secret secret = secrets.get(s);
      if (secret.width(lowest[s], highest[s]) < WIDE_ENOUGH) {
        double low = solve(secret, true, zero, lowest, highest);
        double high = solve(secret, false, zero, lowest, highest);
        if (Double.isNaN(low) || Double.isNaN(high)) {
          throw new IllegalStateException("what was published contradicts itself");
        }
        if (secret.width(low, high) < WIDE_ENOUGH) {
          leaks.add(new Leak(secret.name, low, high));
        }
      }
    }
    return leaks;
  }

  /**
   * The least or the greatest value of a secret; each answer also widens what others can be. {@code
   * NaN} where the solver finds none.
   */
  private double solve(
      Secret secret, boolean least, boolean[] zero, double[] lowest, double[] highest) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Variable[] variables = new Variable[zero.length];
    for (int u = 0; u < variables.length; u++) {
      if (!zero[u]) {
        variables[u] = model.newVariable("u" + u).lower(0).upper(100_000);
      }
    }
    int number = 0;
    for (Fact fact : facts.values()) {
      Expression expression = model.newExpression("f" + number++);
      boolean empty = true;
      for (int i = 0; i < fact.unknowns.length; i++) {
        Variable variable = variables[fact.unknowns[i]];
        if (variable != null) {
          expression.add(variable, fact.factors[i]);
          empty = false;
        }
      }
      if (empty) {
        continue;
      }
      if (fact.low > Double.NEGATIVE_INFINITY) {
        expression.lower(BigDecimal.valueOf(fact.low));
      }
      if (fact.high < Double.POSITIVE_INFINITY) {
        expression.upper(BigDecimal.valueOf(fact.high));
      }
    }
    Expression objective = model.newExpression("asked").weight(1);
    for (int i = 0; i < secret.unknowns.length; i++) {
      Variable variable = variables[secret.unknowns[i]];
      if (variable != null) {
        objective.add(variable, secret.factors[i]);
      }
    }
    Optimisation.Result result = least ? model.minimise() : model.maximise();
    if (!result.getState().isFeasible()) {
      return Double.NaN;
    }
    double[] point = new double[zero.length];
    int v = 0;
    for (int u = 0; u < point.length; u++) {
      point[u] = zero[u] ? 0 : result.doubleValue(v++);
    }
    for (int s = 0; s < secrets.size(); s++) {
      double value = value(secrets.get(s), point);
      lowest[s] = Math.min(lowest[s], value);
      highest[s] = Math.max(highest[s], value);
    }
    return value(secret, point);
  }

  private static double value(Secret secret, double[] point) {
    double value = 0;
    for (int i = 0; i < secret.unknowns.length; i++) {
      value += secret.factors[i] * point[secret.unknowns[i]];
    }
    return value;
  }
}
