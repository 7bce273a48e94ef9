package pcw.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import pcw.airflow.Tasks;
import pcw.ops.Desk;
import pcw.ops.Run;
import pcw.ops.StepResult;
import pcw.reports.Level;
import pcw.reports.RenderRequest.Product;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Each step as a command of its own. */
final class StepCommands {
  private StepCommands() {}

  /**
   * One step over the shared options: 0 where it did something, 99 where there was nothing to do.
   */
  abstract static class Step implements Callable<Integer> {
    @Mixin RunOptions options;

    @Spec CommandSpec command;

    abstract Function<Run, StepResult> step();

    /** False for a step that neither reads tables nor writes what others write. */
    boolean writesTables() {
      return true;
    }

    @Override
    public Integer call() {
      return options.perform(
          command.name(),
          writesTables(),
          options.log(),
          List.of(new Tasks.Step(command.name(), step())));
    }
  }

  @Command(
      name = "ingest",
      description = "Take in what is new in the landing folder.",
      mixinStandardHelpOptions = true)
  static final class Ingest extends Step {
    @Override
    Function<Run, StepResult> step() {
      options.needLanding();
      return pcw.ingest.Ingest::run;
    }
  }

  @Command(
      name = "conform",
      description = "Bring what was taken in under our names and histories.",
      mixinStandardHelpOptions = true)
  static final class Conform extends Step {
    @Override
    Function<Run, StepResult> step() {
      return pcw.conform.Conform::run;
    }
  }

  @Command(
      name = "publish",
      description = "Roll up, protect and compare the counts; write a set.",
      mixinStandardHelpOptions = true)
  static final class Publish extends Step {
    @Override
    Function<Run, StepResult> step() {
      return options
          .earlierSet()
          .<Function<Run, StepResult>>map(
              set ->
                  run -> {
                    Desk.bringAll(run.warehouse());
                    return pcw.publish.Publish.again(run, set);
                  })
          .orElse(pcw.publish.Publish::run);
    }
  }

  @Command(
      name = "quality",
      description = "Write the data-quality report of each sender into the set.",
      mixinStandardHelpOptions = true)
  static final class Quality extends Step {
    @Override
    Function<Run, StepResult> step() {
      return pcw.quality.Quality::run;
    }
  }

  @Command(
      name = "render",
      description = "Write packs, pages and workbooks from the set that was published last.",
      mixinStandardHelpOptions = true)
  static final class Render extends Step {
    @Option(
        names = "--level",
        paramLabel = "NAME",
        description = "Only this level, such as practice or icb (may be repeated).")
    Set<Level> levels = Set.of();

    @Option(names = "--org", paramLabel = "CODE", description = "Only this organisation.")
    String organisation;

    @Option(
        names = "--only",
        paramLabel = "PRODUCT",
        description = "Only this product: pack, page, workbook or dashboard (may be repeated).")
    Set<Product> products = Set.of();

    @Override
    boolean writesTables() {
      return false;
    }

    @Override
    Function<Run, StepResult> step() {
      return run -> pcw.render.Render.run(run, levels, Optional.ofNullable(organisation), products);
    }
  }

  @Command(
      name = "seal",
      description = "Write the manifest of the set and switch 'latest' to it.",
      mixinStandardHelpOptions = true)
  static final class Seal extends Step {
    @Override
    Function<Run, StepResult> step() {
      return pcw.seal.Seal::run;
    }
  }
}
