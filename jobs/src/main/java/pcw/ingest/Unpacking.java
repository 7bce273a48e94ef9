package pcw.ingest;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens a delivered file, unpacked: plain, gzip, or a zip archive with one file in it. */
final class Unpacking {
  /** Published extracts shrink 10 to 40 times; what shrinks more was made to fill a disk. */
  private static final long MAX_RATIO = 200;

  private static final long RATIO_EXEMPT_BYTES = 64L << 20;
  private static final int BUFFER = 1 << 16;

  private Unpacking() {}

  /** The file's content. Reading it throws {@link Refusal} where the package is broken. */
  static InputStream open(LandedFile file) throws IOException {
    if (file.isZip()) {
      return openZip(file);
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(file.path()), BUFFER);
    if (!file.isGzip()) {
      return raw;
    }
    try {
      return new Limited(new GZIPInputStream(raw, BUFFER), raw, file.bytes());
    } catch (EOFException e) {
      raw.close();
      throw truncated();
    } catch (ZipException e) {
      raw.close();
      throw new Refusal("not_gzip", "its name ends in .gz but its content is not gzip");
    }
  }

  /** The one member's name; empty where the archive cannot be read. */
  static String zipMemberName(LandedFile file) {
    try (ZipFile zip = new ZipFile(file.path().toFile())) {
      String name = member(zip).getName();
      return name.substring(name.lastIndexOf('/') + 1);
    } catch (IOException | Refusal e) {
      return "";
    }
  }

  private static InputStream openZip(LandedFile file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.path().toFile());
    } catch (ZipException e) {
      throw new Refusal(
          "broken_zip",
          "the archive cannot be opened: it is cut short, encrypted or no zip archive; deliver it again, unencrypted");
    }
    try {
      ZipEntry member = member(zip);
      return new Limited(zip.getInputStream(member), zip, Math.max(1, member.getCompressedSize()));
    } catch (ZipException e) {
      zip.close();
      throw new Refusal("broken_zip", "its member cannot be read; deliver it again, unencrypted");
    } catch (Refusal e) {
      zip.close();
      throw e;
    }
  }

  private static ZipEntry member(ZipFile zip) {
    List<ZipEntry> members =
        zip.stream()
            .<ZipEntry>map(e -> e)
            .filter(e -> !e.isDirectory() && !e.getName().startsWith("__MACOSX/"))
            .toList();
    if (members.size() != 1) {
      throw new Refusal(
          "zip_members",
          "the archive holds " + members.size() + " files; deliver one file an archive");
    }
    ZipEntry member = members.get(0);
    String name = member.getName();
    if (name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
      throw new Refusal(
          "zip_path", "its member's name points out of the archive; deliver it under a plain name");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip") || lower.endsWith(".gz")) {
      throw new Refusal("nested_archive", "it holds another archive; deliver the file itself");
    }
    return member;
  }

  private static Refusal truncated() {
    return new Refusal("truncated", "the compressed file ends too early; deliver it again");
  }

  /** Turns broken compression and absurd growth into refusals. */
  private static final class Limited extends FilterInputStream {
    private final AutoCloseable owner;
    private final long packedBytes;
    private long read;

    Limited(InputStream in, AutoCloseable owner, long packedBytes) {
      super(in);
      this.owner = owner;
      this.packedBytes = packedBytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n;
      try {
        n = super.read(buffer, offset, length);
      } catch (EOFException e) {
        throw truncated();
      } catch (ZipException e) {
        throw new Refusal("corrupt", "its compressed content is damaged; deliver it again");
      }
      read += Math.max(0, n);
      if (read > RATIO_EXEMPT_BYTES && read / packedBytes > MAX_RATIO) {
        throw new Refusal(
            "compression_ratio",
            "it grows more than " + MAX_RATIO + " times when unpacked; deliver it unpacked");
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
        owner.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
