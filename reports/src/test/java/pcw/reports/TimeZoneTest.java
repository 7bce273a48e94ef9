package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** A file is the same on every machine. */
class TimeZoneTest {
  @Test
  void aWorkbookDoesNotDependOnWhereItWasMade() throws Exception {
    assertThat(workbook("Pacific/Kiritimati")).isEqualTo(workbook("UTC"));
  }

  private static byte[] workbook(String zone) throws Exception {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try (PublishedSet set = PublishedSet.open(Fixture.rendered(), 1);
        Connection connection = set.connect()) {
      Organisation.Key key = new Organisation.Key(Level.ICB, "QZ1");
      return Tables.of(Facts.read(set, connection, set.organisations().get(key)));
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
