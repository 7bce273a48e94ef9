package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberCellsTest {
  private static NumberCells cells(DataType type, Double minimum, Double maximum) {
    return new NumberCells(
        new Recipe.Field("n", type, true, Set.of(), null, minimum, maximum, 99, "yyyy-MM-dd"));
  }

  private static String put(NumberCells cells, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return cells.put(0, bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "20., 20.00000",
    ".5, 0.50000",
    "0., 0.00000",
    "-1.25, -1.25000",
    "+7, 7.00000",
    "1.2345600, 1.23456",
    "0000000000000000000012.5, 12.50000",
    "9999999999999.99999, 9999999999999.99999",
  })
  void decimalsAreExact(String text, String value) {
    NumberCells cells = cells(DataTypes.createDecimalType(18, 5), null, null);

    assertThat(put(cells, text)).isNull();
    assertThat(cells.getDecimal(0, 18, 5).toJavaBigDecimal()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1.234561, decimal_places",
    "'1,000', number",
    "1e3, number",
    "1.5e3, number",
    "., number",
    "-, number",
    "1.2.3, number",
    "1 2, number",
    "0x1F, number",
    "NaN, number",
    "٣, number",
    "10000000000000, magnitude",
    "99999999999999999999999999, magnitude",
  })
  void whatIsNoDecimalIsRejectedByItsRule(String text, String rule) {
    assertThat(put(cells(DataTypes.createDecimalType(18, 5), null, null), text)).isEqualTo(rule);
  }

  @Test
  void boundsAreInclusive() {
    NumberCells cells = cells(DataTypes.createDecimalType(18, 5), 0.0, 1.5);

    assertThat(put(cells, "0")).isNull();
    assertThat(put(cells, "1.50000")).isNull();
    assertThat(put(cells, "-0.00001")).isEqualTo("minimum");
    assertThat(put(cells, "1.50001")).isEqualTo("maximum");
  }

  @Test
  void wholeNumbersHaveNoPlaces() {
    NumberCells cells = cells(DataTypes.IntegerType, null, null);

    assertThat(put(cells, "2147483647")).isNull();
    assertThat(cells.getInt(0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(put(cells, "2.0")).isNull();
    assertThat(put(cells, "2.5")).isEqualTo("decimal_places");
    assertThat(put(cells, "2147483648")).isEqualTo("magnitude");
  }
}
