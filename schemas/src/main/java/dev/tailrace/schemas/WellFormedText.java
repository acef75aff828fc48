package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes half a surrogate pair as U+FFFD. JSON may escape such a half, so a line that is read can
 * hold one, but UTF-8 has no form for it and the generator alone would refuse the whole event.
 */
final class WellFormedText extends JsonGeneratorDelegate {
  private static final char REPLACEMENT = '\uFFFD';

  WellFormedText(JsonGenerator generator) {
    super(generator);
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(wellFormed(text));
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(wellFormed(name));
  }

  static String wellFormed(String text) {
    int bad = firstHalf(text, 0);
    if (bad < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    while (bad >= 0) {
      repaired.setCharAt(bad, REPLACEMENT);
      bad = firstHalf(text, bad + 1);
    }
    return repaired.toString();
  }

  private static int firstHalf(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        i++;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i += 2;
      } else {
        return i;
      }
    }
    return -1;
  }
}
