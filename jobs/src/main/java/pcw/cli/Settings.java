package pcw.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pcw.ops.Exit;
import pcw.ops.Problem;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The few settings that need not be repeated on every command line: {@code name = value} in one
 * file. An option on the command line beats the environment ({@code PCW_LANDING}), the environment
 * beats the file, the file beats what the program would take by itself.
 */
final class Settings implements IDefaultValueProvider {
  /** A setting: what it is for, and what holds without it. */
  record Setting(String name, String byItself, String what) {}

  /** The value of a setting, and where it was found. */
  record Value(Setting setting, String value, String origin) {}

  static final List<Setting> ALL =
      List.of(
          new Setting("landing", "", "folder in which deliveries arrive"),
          new Setting(
              "warehouse", "warehouse", "folder of the warehouse, or its address elsewhere"),
          new Setting("work", "", "folder on this machine, for a warehouse that lies elsewhere"),
          new Setting("policy", "publishable", "publishable or internal"),
          new Setting("official", "false", "true: figures from verified codes only"),
          new Setting("log-format", "text", "text for people, json for machines"),
          new Setting(
              "prescribing-api", "", "open-data service from which fetch brings prescribing"),
          new Setting(
              "lists-page",
              "",
              "page from which fetch brings list sizes and practice map, with {month} in it"),
          new Setting("memory", "3g", "heap of the program (read by ./pcw)"));

  private final Map<String, String> file = new LinkedHashMap<>();
  private final Map<String, String> environment;
  private final Optional<Path> path;

  private Settings(Optional<Path> path, Map<String, String> environment) {
    this.path = path;
    this.environment = environment;
    path.ifPresent(this::read);
  }

  /**
   * The settings of a start of the program.
   *
   * @param home {@code <home>/conf/pcw.conf} is read where neither {@code --config} nor {@code
   *     PCW_CONFIG} names a file
   */
  static Settings of(String[] arguments, Map<String, String> environment, Path home) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--config=")) {
        return new Settings(
            Optional.of(Path.of(arguments[i].substring("--config=".length()))), environment);
      }
      if (arguments[i].equals("--config") && i + 1 < arguments.length) {
        return new Settings(Optional.of(Path.of(arguments[i + 1])), environment);
      }
    }
    String named = environment.get("PCW_CONFIG");
    if (named != null) {
      return new Settings(Optional.of(Path.of(named)), environment);
    }
    return new Settings(
        Optional.of(home.resolve("conf").resolve("pcw.conf")).filter(Files::exists), environment);
  }

  Optional<Path> path() {
    return path;
  }

  /** Where a setting has its value from, if not from the command line. */
  Value value(Setting setting) {
    String variable = "PCW_" + setting.name().toUpperCase(Locale.ROOT).replace('-', '_');
    if (environment.containsKey(variable)) {
      return new Value(setting, environment.get(variable), "environment " + variable);
    }
    if (file.containsKey(setting.name())) {
      return new Value(setting, file.get(setting.name()), path.orElseThrow().toString());
    }
    return new Value(setting, setting.byItself(), "default");
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isDemo(option)) {
      return null;
    }
    return ALL.stream()
        .filter(s -> option.longestName().equals("--" + s.name()))
        .map(this::value)
        .filter(v -> !v.origin().equals("default"))
        .map(Value::value)
        .findFirst()
        .orElse(null);
  }

  /** The demo never touches the warehouse of the settings. */
  private static boolean isDemo(OptionSpec option) {
    return option.command() != null && option.command().name().equals("demo");
  }

  private void read(Path source) {
    List<String> lines;
    try {
      lines = Files.readAllLines(source);
    } catch (IOException e) {
      throw new Problem(
          Exit.CONFIGURATION, "The configuration file " + source + " cannot be read.");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals).strip();
      if (equals < 0 || ALL.stream().noneMatch(s -> s.name().equals(name))) {
        throw new Problem(
            Exit.CONFIGURATION,
            String.format(
                "%s, line %d: '%s' is not a setting. Known are: %s.",
                source, i + 1, name, String.join(", ", ALL.stream().map(Setting::name).toList())));
      }
      file.put(name, line.substring(equals + 1).strip());
    }
  }
}
