package pcw.sampledata;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How a file is packed and written down, beside its content. Nothing in it tells when it was made.
 *
 * @param name without .gz or .zip
 * @param byteOrderMark the file starts with one (UTF-8)
 * @param quoted every field stands in quotes
 * @param windowsLines lines end in CR and LF
 */
record DeliveredFile(
    String name,
    Packing packing,
    Charset charset,
    boolean byteOrderMark,
    boolean quoted,
    boolean windowsLines) {

  enum Packing {
    PLAIN(""),
    GZ(".gz"),
    ZIP(".zip");

    final String suffix;

    Packing(String suffix) {
      this.suffix = suffix;
    }
  }

  static DeliveredFile plain(String name) {
    return new DeliveredFile(name, Packing.PLAIN, StandardCharsets.UTF_8, false, false, false);
  }

  DeliveredFile packed(Packing as) {
    return new DeliveredFile(name, as, charset, byteOrderMark, quoted, windowsLines);
  }

  DeliveredFile in(Charset another) {
    return new DeliveredFile(name, packing, another, byteOrderMark, quoted, windowsLines);
  }

  DeliveredFile withByteOrderMark() {
    return new DeliveredFile(name, packing, charset, true, quoted, windowsLines);
  }

  DeliveredFile allQuoted() {
    return new DeliveredFile(name, packing, charset, byteOrderMark, true, windowsLines);
  }

  DeliveredFile withWindowsLines() {
    return new DeliveredFile(name, packing, charset, byteOrderMark, quoted, true);
  }

  /** Opens the file for its rows; the caller closes it. */
  CsvWriter open(Path folder) throws IOException {
    OutputStream out = stream(folder.resolve(name + packing.suffix), packing, name);
    if (byteOrderMark) {
      out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    }
    return CsvWriter.builder()
        .lineDelimiter(windowsLines ? LineDelimiter.CRLF : LineDelimiter.LF)
        .quoteStrategy(quoted ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
        .build(new OutputStreamWriter(out, charset));
  }

  /** Bytes into a file, packed as asked. */
  static OutputStream stream(Path file, Packing packing, String entry) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return switch (packing) {
      case PLAIN -> out;
      case GZ -> new SmallGzip(out);
      case ZIP -> {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(9);
        ZipEntry only = new ZipEntry(entry);
        only.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(only);
        yield zip;
      }
    };
  }

  /** Java writes no time into a gzip header; this one also packs as small as it can. */
  private static final class SmallGzip extends GZIPOutputStream {
    SmallGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(9);
    }
  }
}
