package pcw.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractsTest {
  static final Path SCHEMAS = Path.of(System.getProperty("pcw.home")).resolve("schemas");

  @Test
  void every_contract_loads() {
    Contracts contracts = Contracts.load(SCHEMAS);

    for (Layer layer : Layer.values()) {
      assertThat(contracts.layer(layer)).as(layer.folder()).isNotEmpty();
    }
  }
}
