package pcw.quality;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What a sender can do about a rule that its rows or deliveries break. */
final class Advice {
  private final Properties texts = new Properties();

  Advice() {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Advice.class.getResourceAsStream("advice.properties")),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String of(String rule) {
    return texts.getProperty(rule, texts.getProperty("any_other"));
  }
}
