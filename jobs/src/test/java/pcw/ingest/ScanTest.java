package pcw.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static Scan.Result scan(byte[] bytes, int block) {
    Scan scan = new Scan(',');
    for (int i = 0; i < bytes.length; i += block) {
      byte[] part = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + block));
      scan.update(part, part.length);
    }
    return scan.finish();
  }

  private static Scan.Result scan(String text) {
    return scan(text.getBytes(StandardCharsets.UTF_8), 3);
  }

  private static boolean decodes(byte[] bytes, Charset charset) {
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void bytesAreValidWhereTheJdkDecodesThem() {
    Random random = new Random(1);
    String text = "abc,\"\n é€😀\u0080\uFFFD";
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder some = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        some.appendCodePoint(text.codePointAt(text.offsetByCodePoints(0, random.nextInt(11))));
      }
      byte[] bytes = some.toString().getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Scan.Result result = scan(bytes, 1 + random.nextInt(20));
      assertThat(result.isUtf8())
          .as(Arrays.toString(bytes))
          .isEqualTo(decodes(bytes, StandardCharsets.UTF_8));
      assertThat(result.isWindows1252())
          .as(Arrays.toString(bytes))
          .isEqualTo(decodes(bytes, Charset.forName("windows-1252")));
      valid += result.isUtf8() ? 1 : 0;
    }
    assertThat(valid).isBetween(5_000, 19_000);
  }

  @Test
  void countsLinesWithAndWithoutContent() {
    assertThat(scan("a,b\r\n\r\nc,d\n\n\ne"))
        .extracting(
            Scan.Result::lines,
            Scan.Result::filledLines,
            Scan.Result::endsInLineEnd,
            Scan.Result::lastLineStart)
        .containsExactly(6L, 3L, false, 13L);
    assertThat(scan(""))
        .extracting(Scan.Result::lines, Scan.Result::endsInLineEnd)
        .containsExactly(0L, true);
    assertThat(scan("\n\r\n\r").filledLines()).isZero();
  }

  @Test
  void aLineEndInsideQuotesEndsNoRecord() {
    assertThat(scan("a,\"x\ny\"\n\"p\"\"\nq\",b\nc\n"))
        .extracting(Scan.Result::lines, Scan.Result::records, Scan.Result::quotesClosed)
        .containsExactly(5L, 3L, true);
    assertThat(scan("a,\"x\ny\n").quotesClosed()).isFalse();
  }

  @Test
  void aQuoteInsideAnUnquotedFieldOpensNothing() {
    assertThat(scan("a 12\" ruler,b\nc,d\n"))
        .extracting(Scan.Result::records, Scan.Result::quotesClosed)
        .containsExactly(2L, true);
    assertThat(scan("\uFEFF\"a\nb\",c\n").records()).isEqualTo(1);
  }

  @Test
  void returnsAloneAreToldFromReturnsBeforeLineFeeds() {
    assertThat(scan("a\rb\rc").returnsOnly()).isTrue();
    assertThat(scan("a\r\nb\r\n").returnsOnly()).isFalse();
    assertThat(scan("a").returnsOnly()).isFalse();
  }

  @Test
  void aQuickLookAtEightBytesMissesNothing() {
    byte[] bytes = new byte[64];
    for (int at = 0; at < bytes.length; at++) {
      Arrays.fill(bytes, (byte) 'x');
      bytes[at] = '\n';
      assertThat(scan(bytes, 64).lines()).as("at %d", at).isEqualTo(at == 63 ? 1 : 2);
      bytes[at] = 0;
      assertThat(scan(bytes, 64).nulBytes()).as("at %d", at).isEqualTo(1);
      bytes[at] = (byte) 0x81;
      assertThat(scan(bytes, 64).isWindows1252()).as("at %d", at).isFalse();
    }
  }
}
