package pcw.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds runs of ten digits in a stream of characters, as {@code 9990602077} or {@code 999 060 2077}
 * or {@code 999-060-2077}. Digits inside a hash, and decimals, are none. Zero bytes are passed
 * over, so that two-byte text is read too.
 */
final class Spotter {
  private static final int LENGTH = 10;
  private static final int HASH_DIGITS = 16;
  private static final int BLOCK = 1 << 16;

  private final Consumer<String> found;
  private final boolean joinsGroups;
  private final StringBuilder word = new StringBuilder();
  private final StringBuilder grouped = new StringBuilder();
  private int beforeWord = ' ';
  private int beforeThat = ' ';

  /**
   * @param found is given each ten digits, without their separators
   */
  Spotter(Consumer<String> found) {
    this(found, true);
  }

  private Spotter(Consumer<String> found, boolean joinsGroups) {
    this.found = found;
    this.joinsGroups = joinsGroups;
  }

  /**
   * The same for what is no text but a program's numbers, where {@code 999 060 2077} is three of
   * them: finds unbroken runs only.
   */
  Spotter ofRuns() {
    return new Spotter(found, false);
  }

  void read(InputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      for (int i = 0; i < n; i++) {
        accept(block[i] & 0xff);
      }
    }
    end();
  }

  void read(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      accept(b & 0xff);
    }
    end();
  }

  private void end() {
    accept('\n');
    accept('\n');
  }

  private void accept(int c) {
    if (c == 0) {
      return;
    }
    if (isWord(c)) {
      if (word.length() < BLOCK) {
        word.append((char) c);
      }
      return;
    }
    endWord(c);
    beforeThat = word.length() > 0 ? word.charAt(word.length() - 1) : beforeWord;
    beforeWord = c;
    word.setLength(0);
  }

  private static boolean isWord(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void endWord(int next) {
    if (word.length() == 0) {
      grouped.setLength(0);
      return;
    }
    boolean isDecimal = beforeWord == '.' && isDigit(beforeThat);
    if (!isDecimal && !isHash()) {
      runs().forEach(found);
    }
    group(next);
  }

  /** Runs of exactly ten digits in the word. */
  private List<String> runs() {
    List<String> runs = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= word.length(); i++) {
      if (i == word.length() || !isDigit(word.charAt(i))) {
        if (i - start == LENGTH) {
          runs.add(word.substring(start, i));
        }
        start = i + 1;
      }
    }
    return runs;
  }

  private boolean isHash() {
    boolean hasLetter = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      hasLetter |= c >= 'a' && c <= 'f';
      if (!isDigit(c) && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return hasLetter && word.length() >= HASH_DIGITS;
  }

  /** Three, three and four digits with one space or hyphen between them. */
  private void group(int next) {
    if (!joinsGroups) {
      return;
    }
    boolean isDigits = word.chars().allMatch(Spotter::isDigit);
    boolean continues = grouped.length() > 0 && (beforeWord == ' ' || beforeWord == '-');
    if (!isDigits) {
      grouped.setLength(0);
    } else if (continues && (grouped.length() == 3 && word.length() == 3)) {
      grouped.append(word);
    } else if (continues && grouped.length() == 6 && word.length() == 4) {
      found.accept(grouped.append(word).toString());
      grouped.setLength(0);
    } else {
      grouped.setLength(0);
      if (word.length() == 3) {
        grouped.append(word);
      }
    }
    if (next != ' ' && next != '-') {
      grouped.setLength(0);
    }
  }
}
