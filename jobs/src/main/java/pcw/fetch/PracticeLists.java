package pcw.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import pcw.ops.Exit;
import pcw.ops.Log;
import pcw.ops.Problem;

/**
 * List sizes and the practice map of a month, by the links of the page on which the statistics
 * publisher offers them.
 */
public final class PracticeLists {
  /** In the address of the page, in the place of such as {@code september-2026}. */
  public static final String MONTH = "{month}";

  private static final List<String> WANTED =
      List.of("gp-reg-pat-prac-map", "gp-reg-pat-prac-quin-age");
  private static final Pattern LINK =
      Pattern.compile("href\\s*=\\s*[\"']([^\"'>]*/(gp-reg-pat-prac-[a-z-]+)\\.(csv|zip))[\"']");
  private static final String FIRST_COLUMN = "PUBLICATION,";
  private static final DateTimeFormatter IN_ADDRESS =
      DateTimeFormatter.ofPattern("MMMM-yyyy", Locale.UK);

  private final String page;
  private final Polite server;
  private final Log log;

  /**
   * @param page address of a month's page, with {@link #MONTH}
   * @param firstWait before a second attempt
   */
  public PracticeLists(String page, Duration firstWait, Log log) {
    if (!page.contains(MONTH)) {
      throw new Problem(
          Exit.CONFIGURATION,
          "lists-page must have " + MONTH + " where the page's address has a month.");
    }
    this.page = page;
    this.server = new Polite(firstWait, log);
    this.log = log;
  }

  /**
   * Brings the files of the month into landing that are not there yet.
   *
   * @return the new files
   */
  public List<Path> fetch(YearMonth month, Path landing) {
    URI address = URI.create(page.replace(MONTH, IN_ADDRESS.format(month).toLowerCase(Locale.UK)));
    Map<String, URI> links = links(address);
    List<Path> brought = new ArrayList<>();
    for (String wanted : WANTED) {
      URI link = links.get(wanted);
      if (link == null) {
        throw new Problem(
            Exit.INPUT_MISSING,
            "The page of " + month + " has no link to " + wanted + ": it may come later.");
      }
      String suffix = link.getPath().endsWith(".zip") ? ".csv.zip" : ".csv";
      Path file = landing.resolve(wanted + "_" + month + suffix);
      if (Files.exists(file)) {
        log.say("  %s is in %s already", file.getFileName(), landing);
      } else {
        bring(link, file);
        brought.add(file);
      }
    }
    return brought;
  }

  private Map<String, URI> links(URI address) {
    Map<String, URI> links = new LinkedHashMap<>();
    Matcher link = LINK.matcher(server.text(address));
    while (link.find()) {
      links.putIfAbsent(link.group(2), address.resolve(link.group(1)));
    }
    return links;
  }

  private void bring(URI link, Path file) {
    // Hidden until it is whole: ingest leaves hidden files alone.
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    server.download(() -> link, part);
    try {
      if (!isAsPublished(part, file.toString().endsWith(".zip"))) {
        Files.delete(part);
        throw new Problem(
            Exit.BAD_DATA,
            file.getFileName()
                + " does not begin as such a file does and was thrown away: look at the page.");
      }
      String sha256 = sha256(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      log.say("  %s: %,d bytes, SHA-256 %s", file.getFileName(), Files.size(file), sha256);
    } catch (IOException e) {
      throw new Problem(
          Exit.CANNOT_WRITE, "The file cannot be written to " + file.getParent() + ".");
    }
  }

  /** It is the table, not a page that says sorry. */
  private static boolean isAsPublished(Path part, boolean isZip) throws IOException {
    try (InputStream file = Files.newInputStream(part);
        ZipInputStream zip = isZip ? new ZipInputStream(file) : null) {
      if (isZip && zip.getNextEntry() == null) {
        return false;
      }
      byte[] head = (isZip ? zip : file).readNBytes(FIRST_COLUMN.length() + 3);
      return new String(head, StandardCharsets.UTF_8)
          .replace("\uFEFF", "")
          .replace("\"", "")
          .startsWith(FIRST_COLUMN.substring(0, FIRST_COLUMN.length() - 1));
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
