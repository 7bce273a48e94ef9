package pcw.publish;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Somebody who knows everything that was published, how the organisations belong together and what
 * adds up to what, and asks of each hidden number between what bounds it lies: two linear
 * programmes a number. Shares no code with what protects.
 *
 * <p>What is known for certain is put in first; what is left falls apart into parts that say
 * nothing of each other, and each is solved for itself. One answer shows many numbers at two
 * values, so that most need no programme of their own. In a large part a number is first looked at
 * with few unknowns around it, the others held at what they truly are: what can differ then can
 * differ. Only where that shows too little are all unknowns let free.
 */
final class Attacker {
  private static final double WIDE_ENOUGH = 2;
  private static final double SLACK = 1e-6;

  /** Milliseconds: a programme of a whole region may otherwise take an hour. */
  private static final long LONGEST_PROGRAMME = 20_000;

  private static final int FIRST_LOOKS = 3;
  private static final int MORE_LOOKS = 12;
  private static final double MOST = 1_000_000;
  private static final int PASSES = 60;
  private static final int SMALL_PART = 250;
  private static final int[] NEARBY = {40, 120, 300};
  private static final int OF_A_FACT = 6;

  /** One programme of more unknowns takes minutes. */
  private static final int SOLVED_WHOLE = 1_500;

  private static final int ASKED_WITH = 30;

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
    final boolean first;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;

    Secret(String name, int[] unknowns, int[] factors, double least, boolean first) {
      this.name = name;
      this.unknowns = unknowns;
      this.factors = factors;
      this.least = least;
      this.first = first;
    }

    /** Whether at least three whole numbers lie between what was seen or proved of it. */
    boolean isOpen() {
      return Math.floor(highest + SLACK) - Math.ceil(Math.max(lowest, least) - SLACK)
          >= WIDE_ENOUGH;
    }

    void see(double value) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }

  /** A number that did not. */
  record Leak(String name, double low, double high) {}

  /**
   * What an attack found.
   *
   * @param secrets numbers that must stay open, each once
   * @param proved of these, seen at values far enough apart, or solved for
   * @param notAsked neither, because there was no time, or the part is too large to be solved whole
   * @param firstNotAsked those of them that are asked for first
   */
  record Result(
      List<Leak> leaks, int secrets, int proved, int notAsked, int firstNotAsked, int programmes) {}

  private final Map<String, Integer> unknowns = new HashMap<>();
  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final Map<Integer, Double> truth = new HashMap<>();
  private double[] low;
  private double[] high;
  private int programmes;

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

  /** What an unknown truly is, added up; only to find quickly what can be. */
  void truly(int unknown, double count) {
    truth.merge(unknown, count, Double::sum);
  }

  /**
   * Asks for a number, which the attacker guesses to be no less than another.
   *
   * @param first asked for before others where there is not time for all
   */
  void secret(String name, int[] of, int[] factors, double least, boolean first) {
    secrets.merge(
        Arrays.toString(of) + Arrays.toString(factors),
        new Secret(name, of, factors, least, first),
        (a, b) -> a.least > b.least || (a.least == b.least && a.first) ? a : b);
  }

  /** The secrets that keep fewer than three values; every secret is solved for. */
  List<Leak> attack() {
    return attack(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE).leaks();
  }

  /**
   * The same within bounds.
   *
   * @param others of each part, so many secrets at most that are not first are solved for
   * @param until by {@link System#nanoTime()}: what was not begun then is not asked
   * @param firstUntil the same for those that are asked for first
   */
  Result attack(int others, long until, long firstUntil) {
    tighten();
    Random random = new Random(1);
    List<Leak> leaks = new ArrayList<>();
    int proved = 0;
    int notAsked = 0;
    int firstNotAsked = 0;
    for (Part part : parts()) {
      for (Secret fixed : part.secrets) {
        fixed.see(constant(fixed.unknowns, fixed.factors) + 0.0);
      }
      List<Secret> closed =
          part.unknowns.isEmpty()
              ? part.secrets
              : part.unknowns.size() <= SMALL_PART || truth.isEmpty()
                  ? look(part, random, until)
                  : lookNearby(part, random, until, firstUntil);
      int asked = 0;
      for (Secret secret : closed) {
        if (secret.isOpen()) {
          proved++;
          continue;
        }
        boolean known = part.unknowns.isEmpty();
        boolean late = System.nanoTime() > (secret.first ? firstUntil : until);
        boolean vast = others < Integer.MAX_VALUE && part.unknowns.size() > SOLVED_WHOLE;
        if (!known && (late || vast || (!secret.first && asked >= others))) {
          notAsked++;
          firstNotAsked += secret.first ? 1 : 0;
          continue;
        }
        asked += secret.first ? 0 : 1;
        boolean solved =
            known
                || (solve(part, null, List.of(secret), new int[] {-1})
                    && (secret.isOpen() || solve(part, null, List.of(secret), new int[] {1})));
        if (!solved) {
          notAsked++;
          firstNotAsked += secret.first ? 1 : 0;
          continue;
        }
        proved++;
        if (!secret.isOpen()) {
          leaks.add(new Leak(secret.name, secret.lowest, secret.highest));
        }
      }
      proved += part.secrets.size() - closed.size();
    }
    return new Result(leaks, secrets.size(), proved, notAsked, firstNotAsked, programmes);
  }

  /** Solves for many secrets at once until that opens few more; those still closed, first first. */
  private List<Secret> look(Part part, Random random, long until) {
    part.secrets.forEach(s -> reset(s));
    List<Secret> closed = new ArrayList<>(part.secrets);
    for (int i = 0; i < MORE_LOOKS && !closed.isEmpty() && System.nanoTime() < until; i++) {
      int before = closed.size();
      int[] weights = random.ints(closed.size(), 1, 6).toArray();
      for (int s = 0; s < weights.length && i > 1; s++) {
        weights[s] *= random.nextBoolean() ? 1 : -1;
      }
      for (int s = 0; s < weights.length && i == 1; s++) {
        weights[s] = -weights[s];
      }
      solve(part, null, closed, weights);
      closed.removeIf(Secret::isOpen);
      if (i >= FIRST_LOOKS && (before - closed.size()) * 10 < before) {
        break;
      }
    }
    closed.sort((a, b) -> Boolean.compare(b.first, a.first));
    return closed;
  }

  /** Looks at each secret with few unknowns around it; those that stay closed, first first. */
  private List<Secret> lookNearby(Part part, Random random, long until, long firstUntil) {
    part.secrets.forEach(s -> reset(s));
    Map<Integer, List<Fact>> factsOf = new HashMap<>();
    for (Fact fact : part.facts) {
      for (int u : fact.unknowns) {
        factsOf.computeIfAbsent(u, x -> new ArrayList<>()).add(fact);
      }
    }
    Map<Integer, List<Secret>> secretsOf = new HashMap<>();
    for (Secret secret : part.secrets) {
      for (int u : secret.unknowns) {
        secretsOf.computeIfAbsent(u, x -> new ArrayList<>()).add(secret);
      }
    }
    List<Secret> order = new ArrayList<>(part.secrets);
    order.sort((a, b) -> Boolean.compare(b.first, a.first));
    for (Secret secret : order) {
      for (int many : NEARBY) {
        if (secret.isOpen() || System.nanoTime() > (secret.first ? firstUntil : until)) {
          break;
        }
        Part near = nearby(secret, many, factsOf, random);
        List<Secret> asked = new ArrayList<>(List.of(secret));
        for (int u : near.unknowns.keySet()) {
          for (Secret other : secretsOf.getOrDefault(u, List.of())) {
            if (asked.size() < ASKED_WITH && other != secret && !other.isOpen()) {
              asked.add(other);
            }
          }
        }
        int[] weights = random.ints(asked.size(), -1, 2).toArray();
        weights[0] = ASKED_WITH;
        solve(part, near, asked, weights);
        if (!secret.isOpen()) {
          solve(part, near, asked, Arrays.stream(weights).map(w -> -w).toArray());
        }
      }
    }
    order.removeIf(Secret::isOpen);
    return order;
  }

  /** Some unknowns that facts tie to one of a secret's. */
  private Part nearby(Secret secret, int many, Map<Integer, List<Fact>> factsOf, Random random) {
    Part near = new Part();
    int[] open = Arrays.stream(secret.unknowns).filter(u -> !isFixed(u)).toArray();
    Deque<Integer> next = new ArrayDeque<>();
    next.add(open[random.nextInt(open.length)]);
    Set<Fact> seen = new LinkedHashSet<>();
    while (!next.isEmpty() && near.unknowns.size() < many) {
      int u = next.remove();
      if (near.unknowns.putIfAbsent(u, near.unknowns.size()) != null) {
        continue;
      }
      for (Fact fact : factsOf.getOrDefault(u, List.of())) {
        if (seen.add(fact)) {
          int[] others = Arrays.stream(fact.unknowns).filter(x -> !isFixed(x)).toArray();
          for (int i = 0; i < Math.min(OF_A_FACT, others.length); i++) {
            next.add(others[random.nextInt(others.length)]);
          }
        }
      }
    }
    Set<Fact> facts = new LinkedHashSet<>();
    near.unknowns.keySet().forEach(u -> facts.addAll(factsOf.getOrDefault(u, List.of())));
    near.facts.addAll(facts);
    return near;
  }

  private static void reset(Secret secret) {
    secret.lowest = Double.POSITIVE_INFINITY;
    secret.highest = Double.NEGATIVE_INFINITY;
  }

  /** Bounds of single unknowns, as far as facts with one open unknown, or none to spare, tell. */
  private void tighten() {
    low = new double[unknowns.size()];
    high = new double[unknowns.size()];
    Arrays.fill(high, MOST);
    boolean changed = true;
    for (int pass = 0; changed && pass < PASSES; pass++) {
      changed = false;
      for (Fact fact : facts.values()) {
        double least = 0;
        double most = 0;
        for (int i = 0; i < fact.unknowns.length; i++) {
          int u = fact.unknowns[i];
          least += fact.factors[i] * (fact.factors[i] > 0 ? low[u] : high[u]);
          most += fact.factors[i] * (fact.factors[i] > 0 ? high[u] : low[u]);
        }
        if (least > fact.high + SLACK || most < fact.low - SLACK) {
          throw new IllegalStateException("what was published contradicts itself");
        }
        for (int i = 0; i < fact.unknowns.length; i++) {
          changed |= tighten(fact, i, least, most);
        }
      }
    }
  }

  private boolean tighten(Fact fact, int i, double least, double most) {
    int u = fact.unknowns[i];
    int factor = fact.factors[i];
    double below = least - factor * (factor > 0 ? low[u] : high[u]);
    double above = most - factor * (factor > 0 ? high[u] : low[u]);
    double top = (factor > 0 ? fact.high - below : fact.low - above) / factor;
    double bottom = (factor > 0 ? fact.low - above : fact.high - below) / factor;
    boolean changed = false;
    // Whole numbers: bounds may be rounded inwards, and each step then moves by one at least.
    if (top < high[u] - 1 + SLACK) {
      high[u] = Math.max(low[u], Math.floor(top + SLACK));
      changed = true;
    }
    if (bottom > low[u] + SLACK) {
      low[u] = Math.min(high[u], Math.ceil(bottom - SLACK));
      changed = true;
    }
    return changed;
  }

  private boolean isFixed(int unknown) {
    return high[unknown] - low[unknown] < SLACK;
  }

  private double constant(int[] of, int[] factors) {
    double sum = 0;
    for (int i = 0; i < of.length; i++) {
      sum += isFixed(of[i]) ? factors[i] * low[of[i]] : 0;
    }
    return sum;
  }

  /** Unknowns that facts and secrets tie together. */
  private static final class Part {
    final Map<Integer, Integer> unknowns = new LinkedHashMap<>();
    final List<Fact> facts = new ArrayList<>();
    final List<Secret> secrets = new ArrayList<>();
  }

  private List<Part> parts() {
    int[] root = new int[unknowns.size()];
    Arrays.setAll(root, i -> i);
    facts.values().forEach(f -> tie(root, f.unknowns));
    secrets.values().forEach(s -> tie(root, s.unknowns));
    Map<Integer, Part> parts = new LinkedHashMap<>();
    Part known = new Part();
    for (Secret secret : secrets.values()) {
      int u = firstOpen(secret.unknowns);
      Part part = u < 0 ? known : parts.computeIfAbsent(find(root, u), r -> new Part());
      part.secrets.add(secret);
    }
    for (int u = 0; u < root.length; u++) {
      Part part = isFixed(u) ? null : parts.get(find(root, u));
      if (part != null) {
        part.unknowns.put(u, part.unknowns.size());
      }
    }
    for (Fact fact : facts.values()) {
      int u = firstOpen(fact.unknowns);
      Part part = u < 0 ? null : parts.get(find(root, u));
      if (part != null && fact.unknowns.length > 1) {
        part.facts.add(fact);
      }
    }
    List<Part> all = new ArrayList<>(parts.values());
    all.add(known);
    return all;
  }

  private int firstOpen(int[] of) {
    return Arrays.stream(of).filter(u -> !isFixed(u)).findFirst().orElse(-1);
  }

  private void tie(int[] root, int[] together) {
    int first = firstOpen(together);
    for (int u : together) {
      if (!isFixed(u)) {
        root[find(root, u)] = find(root, first);
      }
    }
  }

  private static int find(int[] root, int u) {
    int at = u;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  /** Of those that are not asked for: what they are known to be, or truly are. */
  private double held(Part free, int[] of, int[] factors) {
    double sum = 0;
    for (int i = 0; i < of.length; i++) {
      if (!free.unknowns.containsKey(of[i])) {
        sum += factors[i] * (isFixed(of[i]) ? low[of[i]] : truth.getOrDefault(of[i], 0.0));
      }
    }
    return sum;
  }

  /**
   * The greatest value of a sum of secrets; what it shows of others widens what they can be.
   *
   * @param near the unknowns that are free, the others being held at the truth; null for all
   * @return false where it took too long to tell
   */
  private boolean solve(Part part, Part near, List<Secret> asked, int[] weights) {
    programmes++;
    Part free = near == null ? part : near;
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    model.options.time_abort = LONGEST_PROGRAMME;
    long begun = System.nanoTime();
    Variable[] variables = new Variable[free.unknowns.size()];
    free.unknowns.forEach(
        (u, v) -> variables[v] = model.newVariable("u" + u).lower(low[u]).upper(high[u]));
    int number = 0;
    for (Fact fact : free.facts) {
      Expression expression = model.newExpression("f" + number++);
      double constant = held(free, fact.unknowns, fact.factors);
      for (int i = 0; i < fact.unknowns.length; i++) {
        Integer v = free.unknowns.get(fact.unknowns[i]);
        if (v != null) {
          expression.add(variables[v], fact.factors[i]);
        }
      }
      if (fact.low > Double.NEGATIVE_INFINITY) {
        expression.lower(BigDecimal.valueOf(fact.low - constant));
      }
      if (fact.high < Double.POSITIVE_INFINITY) {
        expression.upper(BigDecimal.valueOf(fact.high - constant));
      }
    }
    double[] objective = new double[variables.length];
    for (int s = 0; s < weights.length; s++) {
      Secret secret = asked.get(s);
      for (int i = 0; i < secret.unknowns.length; i++) {
        Integer v = free.unknowns.get(secret.unknowns[i]);
        if (v != null) {
          objective[v] += (double) weights[s] * secret.factors[i];
        }
      }
    }
    for (int v = 0; v < objective.length; v++) {
      variables[v].weight(objective[v]);
    }
    Optimisation.Result result = model.maximise();
    if (!result.getState().isFeasible()) {
      boolean isLate = System.nanoTime() - begun > LONGEST_PROGRAMME * 1_000_000L;
      if (near != null || isLate || result.getState() != Optimisation.State.INFEASIBLE) {
        return false;
      }
      throw new IllegalStateException("what was published contradicts itself");
    }
    for (Secret secret : part.secrets) {
      double value = held(free, secret.unknowns, secret.factors);
      for (int i = 0; i < secret.unknowns.length; i++) {
        Integer v = free.unknowns.get(secret.unknowns[i]);
        if (v != null) {
          value += secret.factors[i] * result.doubleValue(v);
        }
      }
      secret.see(value);
    }
    return result.getState().isOptimal();
  }
}
