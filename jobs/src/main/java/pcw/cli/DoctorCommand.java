package pcw.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import pcw.door.Key;
import pcw.ops.AtomicFile;
import pcw.ops.Books;
import pcw.ops.Exit;
import pcw.ops.Ledger;
import pcw.ops.Problem;
import pcw.ops.Project;
import pcw.schemas.Contracts;
import pcw.schemas.Layer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether this machine and this warehouse are fit for a run. */
@Command(
    name = "doctor",
    description = "Look whether this machine, the settings and the warehouse are fit for a run.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long GIB = 1024L * 1024 * 1024;

  /** What the Java machine reports of a heap of 2 GiB: it leaves one survivor space out. */
  private static final long LEAST_MEMORY = 7 * GIB / 4;

  private static final long LEAST_DISK = 2 * GIB;

  @Mixin RunOptions options;

  private final List<String> faults = new ArrayList<>();

  @Override
  public Integer call() {
    Path warehouse = options.request("doctor", false).warehouse();
    System.out.printf("Program    pcw %s in %s%n", Project.VERSION, Project.home());
    System.out.printf(
        "Java       %s, %s%n",
        System.getProperty("java.runtime.version"), System.getProperty("java.vendor"));
    long memory = Runtime.getRuntime().maxMemory();
    say("Memory", String.format("%,.1f GiB of heap", (double) memory / GIB));
    need(memory >= LEAST_MEMORY, "Give at least 2 GiB of heap by PCW_MEMORY=2g.");
    look("Settings", () -> options.config == null ? "read" : options.config + " read");
    look(
        "Contracts",
        () -> {
          Contracts contracts = Contracts.load(Project.home().resolve("schemas"));
          return contracts.layer(Layer.LANDING).size()
              + " feeds, "
              + contracts.all().size()
              + " in all";
        });
    look("Key", this::key);
    look("Landing", this::landing);
    look("Warehouse", () -> disk(warehouse));
    look("Scratch", this::scratch);
    look(
        "Tables",
        () -> {
          new Ledger(warehouse).check();
          return "as the ledger has them";
        });
    faults.forEach(fault -> System.out.println("  ✗ " + fault));
    System.out.println(faults.isEmpty() ? "Fit for a run." : faults.size() + " to mend.");
    return faults.isEmpty() ? 0 : Exit.CONFIGURATION;
  }

  private interface Look {
    String at() throws IOException;
  }

  private void look(String what, Look look) {
    try {
      say(what, look.at());
    } catch (IOException | RuntimeException e) {
      say(what, "✗");
      faults.add(what + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }

  private String landing() {
    if (options.landing == null) {
      return "not set";
    }
    if (!Files.isDirectory(options.landing) || !Files.isReadable(options.landing)) {
      throw new Problem(Exit.INPUT_MISSING, options.landing + " is not a folder that can be read.");
    }
    return options.landing.toString();
  }

  private String disk(Path warehouse) throws IOException {
    Books books = Books.of(warehouse);
    if (!books.address().equals(warehouse.toString())) {
      String probe = "_doctor/" + UUID.randomUUID();
      try {
        books.putIfAbsent(probe, new byte[] {'\n'});
      } finally {
        books.delete(probe);
      }
      return books.address() + ", writable, conditional writes work; on this machine " + warehouse;
    }
    Path existing = warehouse;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    Path probe = existing.resolve(".pcw-doctor-" + ProcessHandle.current().pid());
    try {
      AtomicFile.putIfAbsent(probe, new byte[] {'\n'});
    } finally {
      Files.deleteIfExists(probe);
    }
    FileStore store = Files.getFileStore(existing);
    long free = store.getUsableSpace();
    need(free >= LEAST_DISK, "Less than 2 GiB are free for the warehouse.");
    return String.format(
        "%s, writable, hard links work, %,.1f GiB free (%s)",
        warehouse, (double) free / GIB, store.type());
  }

  /** Where large tables are sorted: a disk that is full there ends a run too. */
  private String scratch() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Files.delete(Files.createTempFile(folder, ".pcw-doctor", ""));
    long free = Files.getFileStore(folder).getUsableSpace();
    need(
        free >= LEAST_DISK,
        "Less than 2 GiB are free in "
            + folder
            + ": name another folder by PCW_JAVA_OPTIONS=-Djava.io.tmpdir=….");
    return String.format("%s, writable, %,.1f GiB free", folder, (double) free / GIB);
  }

  private String key() {
    List<String> keys = options.request("doctor", false).keys();
    if (keys.isEmpty()) {
      return "none (needed only where deliveries hold identifiers)";
    }
    keys.forEach(key -> Key.from(key, System.getenv()));
    return keys.size() + " named, readable";
  }

  private void need(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  private static void say(String what, String words) {
    System.out.printf("%-10s %s%n", what, words);
  }
}
