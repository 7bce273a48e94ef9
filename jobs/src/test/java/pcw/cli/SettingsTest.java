package pcw.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsTest {
  @TempDir Path home;

  private Path file(String text) throws Exception {
    Path file = home.resolve("conf/pcw.conf");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String warehouse(Map<String, String> environment, String... arguments) {
    RunCommand command = new RunCommand();
    new CommandLine(command)
        .setDefaultValueProvider(Settings.of(arguments, environment, home))
        .parseArgs(arguments);
    return command.options.warehouse.toString();
  }

  @Test
  void theCommandLineBeatsTheEnvironmentBeatsTheFileBeatsTheProgram() throws Exception {
    assertThat(warehouse(Map.of())).isEqualTo("warehouse");
    file("# of this machine\n\nwarehouse = /srv/file\n");
    assertThat(warehouse(Map.of())).isEqualTo("/srv/file");
    assertThat(warehouse(Map.of("PCW_WAREHOUSE", "/srv/env"))).isEqualTo("/srv/env");
    assertThat(warehouse(Map.of("PCW_WAREHOUSE", "/srv/env"), "--warehouse", "/srv/line"))
        .isEqualTo("/srv/line");
  }

  @Test
  void officialIsSwitchedByFileAndByCommandLine() throws Exception {
    assertThat(official()).isFalse();
    assertThat(official("--official")).isTrue();
    assertThat(official("--official", "--force")).isTrue();
    file("official = true");
    assertThat(official()).isTrue();
    assertThat(official("--official")).isTrue();
    assertThat(official("--official=false")).isFalse();
  }

  private boolean official(String... arguments) {
    RunCommand command = new RunCommand();
    new CommandLine(command)
        .setDefaultValueProvider(Settings.of(arguments, Map.of(), home))
        .parseArgs(arguments);
    return command.options.official;
  }

  @Test
  void anotherFileMayBeNamed() throws Exception {
    Path other = Files.writeString(home.resolve("other.conf"), "warehouse = /srv/other");
    assertThat(warehouse(Map.of(), "--config", other.toString())).isEqualTo("/srv/other");
    assertThat(warehouse(Map.of("PCW_CONFIG", other.toString()))).isEqualTo("/srv/other");
  }

  @Test
  void anUnknownSettingIsNamedWithItsLine() throws Exception {
    file("warehouse = x\nwharehouse = y\n");
    assertThatThrownBy(() -> warehouse(Map.of()))
        .hasMessageContaining("line 2")
        .hasMessageContaining("wharehouse");
  }

  @Test
  void theDemoDoesNotTouchTheWarehouseOfTheSettings() throws Exception {
    file("warehouse = /srv/real");
    DemoCommand demo = new DemoCommand();
    new CommandLine(demo)
        .setDefaultValueProvider(Settings.of(new String[0], Map.of(), home))
        .parseArgs();
    assertThat(demo.warehouse).hasToString("demo-warehouse");
  }
}
