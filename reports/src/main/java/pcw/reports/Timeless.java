package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Workbooks that are the same bytes whenever, and wherever, they are written. */
public final class Timeless {
  /**
   * Not the first of January: with that, a ZIP entry keeps a second time, in the machine's zone.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String CREATED = "(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)";

  private Timeless() {}

  /** The same workbook (XLSX) without the moment at which it was written. */
  public static byte[] workbook(byte[] timed) throws IOException {
    // The library's archive can be read only from a file: sizes stand behind the entries.
    Path file = Files.createTempFile("pcw-tables", ".xlsx");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(timed.length);
    Files.write(file, timed);
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(NO_TIME);
        out.putNextEntry(copy);
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          content =
              new String(content, StandardCharsets.UTF_8)
                  .replaceAll(CREATED, "$1" + NO_TIME + ":00Z$2")
                  .getBytes(StandardCharsets.UTF_8);
        }
        out.write(content);
        out.closeEntry();
      }
    } finally {
      Files.delete(file);
    }
    return bytes.toByteArray();
  }
}
