package pcw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import pcw.airflow.TaskRequest;
import pcw.ops.Desk;
import pcw.ops.Exit;
import pcw.ops.Problem;
import pcw.ops.PublishedSets;
import pcw.reports.SiteServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A look at the pages before anybody else sees them. */
@Command(
    name = "serve",
    description = "Show the latest published set in a browser on this machine, until interrupted.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin RunOptions options;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port on the loopback address; 0 for any (default: ${DEFAULT-VALUE}).")
  int port;

  @Override
  public Integer call() {
    TaskRequest request = options.request("serve", false);
    Desk.bring(request.warehouse());
    Path latest = PublishedSets.of(request.warehouse(), request.policy()).latest();
    if (!Files.isRegularFile(latest.resolve("pages/index.html"))) {
      throw new Problem(
          Exit.INPUT_MISSING, "Nothing has been published at " + latest + ": run the demo first.");
    }
    try (SiteServer site = SiteServer.start(latest, port)) {
      System.out.println("Showing " + latest + " at " + site.address() + " (Ctrl+C to stop)");
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Port " + port + " cannot be opened: name another by --port.", e);
    }
  }
}
