package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LookTest {
  @Test
  void look() throws Exception {
    Path folder = Fixture.set(Path.of("/tmp/reports/look" + System.currentTimeMillis()), 36);
    long start = System.nanoTime();
    RenderOutcome outcome = Renderer.render(folder, RenderRequest.all(), (d, t) -> {});
    System.out.println(folder + " " + (System.nanoTime() - start) / 1e9);
    assertThat(outcome.failures()).isEmpty();
  }
}
