package pcw.reports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operators of one page's content: lines, boxes and text that no tag holds become artifacts, as
 * do the marked pieces that belong to the frame of the page.
 */
final class PdfContent {
  private static final byte[] ARTIFACT = "/Artifact BMC\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\nEMC\n".getBytes(StandardCharsets.US_ASCII);
  private static final Set<String> PATH = Set.of("m", "re");
  private static final Set<String> PAINT =
      Set.of("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n");
  private static final Set<String> ALONE = Set.of("Do", "sh");
  private static final Pattern MCID = Pattern.compile("/MCID\\s+(\\d+)");

  private final byte[] in;
  private final Set<Integer> frame;
  private final ByteArrayOutputStream out;
  private int at;
  private int operands;
  private int depth;
  private boolean isOpen;

  private PdfContent(byte[] in, Set<Integer> frame) {
    this.in = in;
    this.frame = frame;
    this.out = new ByteArrayOutputStream(in.length + 4096);
  }

  /**
   * @param frame the marked pieces that are the frame of the page
   */
  static byte[] mark(byte[] content, Set<Integer> frame) {
    return new PdfContent(content, frame).rewrite();
  }

  private byte[] rewrite() {
    while (skipBlanks()) {
      int start = at;
      if (!skipOperand()) {
        while (at < in.length && !isBlank(in[at]) && !isDelimiter(in[at])) {
          at++;
        }
        if (at == start) {
          at++;
        }
        String token = new String(in, start, at - start, StandardCharsets.US_ASCII);
        char first = token.charAt(0);
        if (!Character.isDigit(first) && first != '-' && first != '+' && first != '.') {
          operator(token);
          operands = at;
        }
      }
    }
    out.write(in, operands, in.length - operands);
    if (isOpen) {
      out.writeBytes(END);
    }
    return out.toByteArray();
  }

  /** The operator with its operands, from {@code operands} to {@code at}. */
  private void operator(String name) {
    if (name.equals("BDC") || name.equals("BMC")) {
      Matcher mcid =
          MCID.matcher(new String(in, operands, at - operands, StandardCharsets.ISO_8859_1));
      if (depth++ == 0 && mcid.find() && frame.contains(Integer.valueOf(mcid.group(1)))) {
        out.write('\n');
        out.writeBytes(ARTIFACT);
        return;
      }
    } else if (name.equals("EMC")) {
      depth--;
    } else if (depth == 0) {
      if (!isOpen && (PATH.contains(name) || ALONE.contains(name) || name.equals("BT"))) {
        out.write('\n');
        out.writeBytes(ARTIFACT);
        isOpen = true;
      }
      out.write(in, operands, at - operands);
      if (isOpen && (PAINT.contains(name) || ALONE.contains(name) || name.equals("ET"))) {
        out.writeBytes(END);
        isOpen = false;
      }
      return;
    }
    out.write(in, operands, at - operands);
  }

  private boolean skipBlanks() {
    while (at < in.length && isBlank(in[at])) {
      at++;
    }
    return at < in.length;
  }

  /** Strings, dictionaries, arrays and names; false at a number or an operator. */
  private boolean skipOperand() {
    switch (in[at]) {
      case '(' -> skipString();
      case '<' -> {
        if (at + 1 < in.length && in[at + 1] == '<') {
          at += 2;
        } else {
          while (in[at] != '>') {
            at++;
          }
          at++;
        }
      }
      case '>', '[', ']', '{', '}', ')' -> at++;
      case '/' -> {
        at++;
        while (at < in.length && !isBlank(in[at]) && !isDelimiter(in[at])) {
          at++;
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void skipString() {
    int open = 0;
    do {
      byte b = in[at++];
      if (b == '\\') {
        at++;
      } else if (b == '(') {
        open++;
      } else if (b == ')') {
        open--;
      }
    } while (open > 0 && at < in.length);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0;
  }

  private static boolean isDelimiter(byte b) {
    return b == '(' || b == ')' || b == '<' || b == '>' || b == '[' || b == ']' || b == '/'
        || b == '{' || b == '}' || b == '%';
  }
}
