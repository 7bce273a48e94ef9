package pcw.quality;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pcw.ops.AtomicFile;
import pcw.ops.PublishedSets;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.schemas.Contract;
import pcw.schemas.Contracts;

/** The step that writes the data-quality report of each sender. */
public final class Quality {
  private static final Configuration TEMPLATES = templates();

  private Quality() {}

  /** The tables that reports are made of, where they are stored. */
  public static List<String> reads(Contracts contracts) {
    return Stream.concat(Findings.READ.stream(), Findings.feeds(contracts).map(Contract::tableName))
        .toList();
  }

  /**
   * Writes the reports into the set that was published last; nothing where they are there already,
   * or nobody has delivered anything about people.
   */
  public static StepResult run(Run run) {
    PublishedSets sets = PublishedSets.of(run.warehouse(), run.policy());
    Optional<String> setId = sets.next();
    Optional<Path> set = setId.map(sets::set).filter(Files::isDirectory);
    if (set.isEmpty() || (Files.exists(set.get().resolve("quality/index.html")) && !run.force())) {
      return new StepResult("quality", false, Map.of("senders", 0L), setId);
    }
    Findings findings = Findings.read(run);
    if (findings == null) {
      return new StepResult("quality", false, Map.of("senders", 0L), setId);
    }
    try {
      long senders = write(findings, Shown.under(run.policy()), set.get());
      return new StepResult("quality", true, Map.of("senders", senders), setId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long write(Findings findings, Shown shown, Path set) throws IOException {
    Path folder = Files.createDirectories(set.resolve("quality"));
    Advice advice = new Advice();
    List<Sender> senders = new ArrayList<>();
    for (String code :
        findings.deliveries().stream()
            .map(Delivered::sender)
            .collect(Collectors.toCollection(TreeSet::new))) {
      Sender sender = Sender.of(code, findings, shown, advice);
      Map<String, Object> model =
          Map.of(
              "sender",
              sender,
              "toOthers",
              shown.toOthers(),
              "setId",
              set.getFileName().toString());
      page("sender.ftlh", model, folder.resolve(code + ".html"));
      Workbook.write(sender, folder.resolve(code + ".xlsx"));
      senders.add(sender);
    }
    page(
        "index.ftlh",
        Map.of("senders", senders, "setId", set.getFileName().toString()),
        folder.resolve("index.html"));
    return senders.size();
  }

  private static void page(String template, Map<String, Object> model, Path file)
      throws IOException {
    StringWriter out = new StringWriter();
    try {
      TEMPLATES.getTemplate(template).process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException(template, e);
    }
    // Whole or not at all: the index says that the reports are done.
    AtomicFile.replace(file, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Quality.class, "");
    configuration.setLocale(Locale.UK);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
