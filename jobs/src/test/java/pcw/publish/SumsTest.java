package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumsTest {

  @Test
  void sumsAreThoseOfBigDecimal() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      Sums sums = new Sums(2);
      BigDecimal expected = BigDecimal.ZERO;
      int terms = 1 + random.nextInt(20);
      for (int i = 0; i < terms; i++) {
        BigDecimal term =
            new BigDecimal(new BigInteger(1 + random.nextInt(64), random), random.nextInt(11));
        term = random.nextInt(4) == 0 ? term.negate() : term;
        expected = expected.add(term);
        sums.add(0, term);
      }
      sums.add(1, sums, 0);
      assertThat(sums.decimal(1)).isEqualByComparingTo(expected);
      assertThat(sums.get(1)).isEqualTo(expected.doubleValue());
      assertThat(sums.isZero(1)).isEqualTo(expected.signum() == 0);
    }
  }

  @Test
  void whatCancelsIsZero() {
    Sums sums = new Sums(1);
    sums.add(0, new BigDecimal("12345678901234567890.0000000001"));
    sums.add(0, new BigDecimal("-12345678901234567890.0000000001"));
    assertThat(sums.isZero(0)).isTrue();
    assertThat(sums.get(0)).isEqualTo(0);
  }

  @Test
  void moreThanTenPlacesAreRefused() {
    assertThatThrownBy(() -> new Sums(1).add(0, new BigDecimal("0.00000000001")))
        .isInstanceOf(ArithmeticException.class);
  }
}
