package pcw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pcw.ops.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Every setting, and where it comes from. */
@Command(
    name = "config",
    description = "Every setting, its value, and where the value comes from.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
  @Mixin RunOptions options;
  @Spec CommandSpec command;

  @Override
  public Integer call() {
    String[] arguments =
        command.commandLine().getParseResult().originalArgs().toArray(String[]::new);
    Settings settings = Settings.of(arguments, System.getenv(), Project.home());
    System.out.printf("Settings file: %s%n", settings.path().map(Path::toString).orElse("none"));
    for (Settings.Setting setting : Settings.ALL) {
      Settings.Value value = settings.value(setting);
      String option = "--" + setting.name();
      boolean given = command.commandLine().getParseResult().hasMatchedOption(option);
      System.out.printf(
          "%-16s %-32s %-28s %s%n",
          setting.name(),
          given ? given(option) : value.value(),
          given ? "command line" : value.origin(),
          setting.what());
    }
    return 0;
  }

  private String given(String option) {
    List<String> values =
        command.commandLine().getParseResult().matchedOption(option).originalStringValues();
    return values.isEmpty() ? "true" : values.get(0);
  }
}
