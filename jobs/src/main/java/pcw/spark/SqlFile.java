package pcw.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import pcw.ops.Exit;
import pcw.ops.Problem;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A file that holds one query over registered names. What it could do beside that, such as reading
 * a path, calling Java, running a script, asking the clock or changing a table, is refused from its
 * parsed plan, before anything runs.
 *
 * @param names the tables that the query reads, by the names it uses
 */
public record SqlFile(Path file, String text, Set<String> names) {

  private static final Set<String> ALLOWED_OPERATORS =
      Set.of(
          "Aggregate",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "OneRowRelation",
          "Project",
          "Sort",
          "SubqueryAlias",
          "Union",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedWith",
          "WithWindowDefinition");

  /** They answer differently from run to run, or leave SQL. */
  private static final Set<String> REFUSED_FUNCTIONS =
      Set.of(
          "current_catalog",
          "current_database",
          "current_date",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_timezone",
          "current_user",
          "curdate",
          "input_file_name",
          "java_method",
          "localtimestamp",
          "monotonically_increasing_id",
          "now",
          "rand",
          "randn",
          "random",
          "randstr",
          "reflect",
          "session_user",
          "shuffle",
          "try_reflect",
          "uniform",
          "unix_timestamp",
          "user",
          "uuid");

  /** Of those, the ones that SQL also takes without brackets, where they look like a column. */
  private static final Set<String> REFUSED_WORDS =
      Set.of(
          "current_catalog",
          "current_database",
          "current_date",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_user",
          "localtimestamp",
          "session_user",
          "user");

  /**
   * Reads and checks the file.
   *
   * @throws Problem naming the file and what in it is not allowed
   */
  public static SqlFile load(SparkSession spark, Path file) {
    try {
      return parse(spark, file, Files.readString(file));
    } catch (IOException e) {
      throw new Problem(
          Exit.CONFIGURATION, file + ": cannot be read: write a query into this file.");
    }
  }

  static SqlFile parse(SparkSession spark, Path file, String text) {
    LogicalPlan plan;
    try {
      plan =
          ((org.apache.spark.sql.classic.SparkSession) spark)
              .sessionState()
              .sqlParser()
              .parsePlan(text);
    } catch (ParseException e) {
      throw new Problem(Exit.CONFIGURATION, file + ": " + firstLines(e));
    }
    Reading reading = new Reading(file, new TreeSet<>(), new TreeSet<>());
    reading.plan(plan);
    reading.names.removeAll(reading.ownNames);
    return new SqlFile(file, text, reading.names);
  }

  /** The query over whatever is registered under its names now. */
  public Dataset<Row> run(SparkSession spark) {
    try {
      return spark.sql(text);
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw new Problem(Exit.CONFIGURATION, file + ": " + firstLines(e));
      }
      throw e;
    }
  }

  /** The file's stem: {@code x} of {@code x.sql}. */
  public String stem() {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  /** Refuses the file where it reads a name that is not among {@code known}. */
  public void requireNames(Collection<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new Problem(
            Exit.CONFIGURATION,
            file + ": reads '" + name + "', which is not registered here. Known: " + known + ".");
      }
    }
  }

  private static String firstLines(Throwable e) {
    String message = e.getMessage().strip();
    int end = message.indexOf("\n\n");
    return (end < 0 ? message : message.substring(0, end)).replaceAll("\\s+", " ");
  }

  private record Reading(Path file, Set<String> names, Set<String> ownNames) {
    void plan(QueryPlan<?> plan) {
      String operator = plan.getClass().getSimpleName();
      if (!ALLOWED_OPERATORS.contains(operator)) {
        throw refused(operator + " is not part of a query over registered names");
      }
      if (plan instanceof UnresolvedRelation relation) {
        if (relation.multipartIdentifier().size() != 1) {
          throw refused("reads " + relation.name() + "; only registered names may be read");
        }
        names.add(relation.multipartIdentifier().head());
      }
      if (plan instanceof UnresolvedWith with) {
        CollectionConverters.asJava(with.cteRelations()).forEach(cte -> ownNames.add(cte._1()));
      }
      CollectionConverters.asJava(plan.expressions()).forEach(this::expression);
      CollectionConverters.asJava(plan.children()).forEach(this::anyPlan);
      CollectionConverters.asJava(plan.innerChildren()).forEach(this::anyPlan);
      CollectionConverters.asJava(plan.subqueries()).forEach(this::anyPlan);
    }

    private void anyPlan(Object plan) {
      if (plan instanceof QueryPlan<?> inner) {
        plan(inner);
      }
    }

    private void expression(Expression expression) {
      String name =
          expression instanceof UnresolvedFunction function
              ? function.nameParts().last()
              : expression.prettyName();
      boolean isWord =
          expression instanceof UnresolvedAttribute attribute
              && attribute.nameParts().size() == 1
              && REFUSED_WORDS.contains(attribute.name().toLowerCase(Locale.ROOT));
      if (isWord || REFUSED_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
        throw refused(expression.sql() + " may not be used: it depends on more than the tables");
      }
      CollectionConverters.asJava(expression.children()).forEach(this::expression);
    }

    private Problem refused(String why) {
      return new Problem(Exit.CONFIGURATION, file + ": " + why + ".");
    }
  }
}
