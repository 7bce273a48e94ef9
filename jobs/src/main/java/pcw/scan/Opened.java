package pcw.scan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Shows what stands in a file whose bytes do not show it, text by text. */
final class Opened {
  private static final int MOST_NESTED = 4;

  /** So many bytes tell what a file is. */
  static final int HEAD = 16;

  private Opened() {}

  /** What a file is, told by its first bytes. */
  enum Kind {
    GZIP("\u001f\u008b"),
    ZIP("PK\u0003\u0004"),
    PDF("%PDF"),
    PARQUET("PAR1"),
    DUCKDB("DUCK"),
    PLAIN("");

    private static final int DUCKDB_AT = 8;
    private final String magic;

    Kind(String magic) {
      this.magic = magic;
    }

    static Kind of(byte[] head) {
      String start = new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
      for (Kind kind : List.of(GZIP, ZIP, PDF, PARQUET)) {
        if (start.startsWith(kind.magic)) {
          return kind;
        }
      }
      return start.startsWith(DUCKDB.magic, DUCKDB_AT) ? DUCKDB : PLAIN;
    }
  }

  /** The bytes as they are and, where they are packed, what is in them. */
  static void stream(InputStream in, Spotter spotter, int nested) throws IOException {
    byte[] bytes = in.readAllBytes();
    Kind kind = Kind.of(bytes);
    // A document's own bytes are tables of numbers; its strings and pages are read below.
    (kind == Kind.PDF ? spotter.ofRuns() : spotter).read(new ByteArrayInputStream(bytes));
    if (nested > MOST_NESTED) {
      return;
    }
    switch (kind) {
      case GZIP ->
          stream(new GZIPInputStream(new ByteArrayInputStream(bytes)), spotter, nested + 1);
      case ZIP -> zip(bytes, spotter, nested);
      case PDF -> pdf(bytes, spotter);
      default -> {}
    }
  }

  /** Read by its directory, as some workbooks can only be. */
  private static void zip(byte[] bytes, Spotter spotter, int nested) throws IOException {
    Path copy = Files.createTempFile("pcw-scan", ".zip");
    try {
      Files.write(copy, bytes);
      try (ZipFile zip = new ZipFile(copy.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          spotter.read(entry.getName());
          stream(zip.getInputStream(entry), spotter, nested + 1);
        }
      }
    } finally {
      Files.delete(copy);
    }
  }

  /** Every stream decoded, every string, and the text of the pages. */
  private static void pdf(byte[] bytes, Spotter spotter) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      Set<COSBase> seen = new HashSet<>();
      for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
        object(document.getDocument().getObjectFromPool(key).getObject(), spotter, seen);
      }
      spotter.read(new PDFTextStripper().getText(document));
    }
  }

  private static void object(COSBase base, Spotter spotter, Set<COSBase> seen) throws IOException {
    if (base instanceof COSString text) {
      spotter.read(text.getString());
    } else if (base instanceof COSArray array) {
      for (COSBase element : array) {
        object(element, spotter, seen);
      }
    } else if (base instanceof COSDictionary dictionary && seen.add(base)) {
      if (base instanceof COSStream stream) {
        try (InputStream decoded = stream.createInputStream()) {
          (isText(stream) ? spotter : spotter.ofRuns()).read(decoded);
        }
      }
      for (COSBase value : dictionary.getValues()) {
        object(value, spotter, seen);
      }
    }
  }

  /** Metadata and attached files; other streams draw, and say what they say on the pages. */
  private static boolean isText(COSStream stream) {
    COSName type = stream.getCOSName(COSName.TYPE);
    return COSName.METADATA.equals(type) || COSName.getPDFName("EmbeddedFile").equals(type);
  }

  /** Every value of a Parquet file, as text. */
  static void parquet(Path file, Consumer<String> values) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement rows = connection.prepareStatement(script("parquet.sql"))) {
      rows.setString(1, file.toString());
      values(rows, values);
    } catch (SQLException e) {
      throw new IOException(file.getFileName() + " is no readable Parquet file", e);
    }
  }

  /** Every value of every table of a DuckDB file, as text. */
  static void duckDb(Path file, Consumer<String> values) throws IOException {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly)) {
      List<String> tables = new ArrayList<>();
      try (ResultSet all =
          connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
        while (all.next()) {
          tables.add(all.getString("TABLE_NAME"));
        }
      }
      for (String table : tables) {
        try (PreparedStatement rows =
            connection.prepareStatement(script("table.sql").replace("${table}", table))) {
          values(rows, values);
        }
      }
    } catch (SQLException e) {
      throw new IOException(file.getFileName() + " is no readable DuckDB file", e);
    }
  }

  private static void values(PreparedStatement statement, Consumer<String> values)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int c = 1; c <= columns; c++) {
          String value = rows.getString(c);
          if (value != null && value.length() >= 10) {
            values.accept(value);
          }
        }
      }
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Opened.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
