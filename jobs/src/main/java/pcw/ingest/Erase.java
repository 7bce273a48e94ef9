package pcw.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import pcw.door.Pseudonym;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.spark.OldVersions;

/**
 * Takes people out of everything that is stored about them, by their pseudonyms. The tables that
 * are made from the deliveries follow when they are made again; the older versions go then too.
 */
public final class Erase {

  private Erase() {}

  /**
   * Erases.
   *
   * @param tokens a file with one pseudonym a line
   */
  public static StepResult run(Run run, Path tokens) {
    List<Row> people = read(tokens);
    Journal.repair(run.warehouse(), run.tables());
    List<Feed> feeds = Feed.all(run.contracts());
    Registry registry = Registry.read(run.tables(), feeds);
    Journal journal = new Journal(run.warehouse());
    long rows =
        new Withdrawal(run, feeds, registry, journal)
            .erase(
                run.spark()
                    .createDataFrame(
                        people, new StructType().add("person_token", DataTypes.StringType, false)));
    registry.write(run.tables(), journal);
    if (rows > 0) {
      OldVersions.markForRemoval(run.warehouse());
    }
    journal.close();
    return new StepResult(
        "erase", rows > 0, Map.of("people", (long) people.size(), "withdrawn", rows));
  }

  private static List<Row> read(Path tokens) {
    List<Row> people = new ArrayList<>();
    try {
      int line = 0;
      for (String token : Files.readAllLines(tokens)) {
        line++;
        if (!token.isBlank() && !Pseudonym.isWellFormed(token.strip())) {
          throw new Problem(
              Exit.BAD_DATA,
              tokens.getFileName()
                  + ": line "
                  + line
                  + " is no pseudonym; write one of 32 hexadecimal digits a line, never a number");
        }
        if (!token.isBlank()) {
          people.add(RowFactory.create(token.strip()));
        }
      }
      return people;
    } catch (IOException e) {
      throw new Problem(
          Exit.INPUT_MISSING, tokens + " cannot be read: name a file with pseudonyms.");
    }
  }
}
