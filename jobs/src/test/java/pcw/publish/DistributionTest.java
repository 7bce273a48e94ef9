package pcw.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void theMiddleIsThatOfAllValuesInTheirOrder() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      List<Integer> all = new ArrayList<>();
      Distribution[] practices = {new Distribution(), new Distribution(), new Distribution()};
      int different = 1 + random.nextInt(9);
      for (int value = 0; value < different; value++) {
        for (Distribution practice : practices) {
          int times = 1 + random.nextInt(4);
          int waited = value * value;
          assertThat(practice.add(3, waited, times)).isTrue();
          all.addAll(Collections.nCopies(times, waited));
        }
      }
      Distribution area = new Distribution();
      for (Distribution practice : practices) {
        area.add(0, practice, 3);
      }
      Collections.sort(all);
      int half = all.size() / 2;
      double middle =
          all.size() % 2 == 1 ? all.get(half) : (all.get(half - 1) + all.get(half)) / 2.0;
      assertThat(area.median(0)).isEqualByComparingTo(BigDecimal.valueOf(middle));
    }
  }

  @Test
  void aValueThatComesTwiceIsToldAndNothingHasNoMiddle() {
    Distribution days = new Distribution();
    assertThat(days.add(0, 5, 2)).isTrue();
    assertThat(days.add(0, 5, 1)).isFalse();
    assertThat(days.median(1)).isEqualByComparingTo(BigDecimal.ZERO);
  }
}
