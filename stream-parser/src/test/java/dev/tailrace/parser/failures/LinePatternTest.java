package dev.tailrace.parser.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.re2j.Pattern;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A table of states finds what a library of regular expressions finds. */
class LinePatternTest {
  private static final List<String> ALTERNATIVES =
      List.of(
          "ab",
          "^ab",
          "b$",
          "^a$",
          "\\bab",
          "ab\\b",
          "\\bb\\b",
          "a.b",
          "a(b|1)+a",
          "[a1]\\d{2,}",
          "^[^\\sa\"]*b",
          "\\w+ \\S",
          "a\\.b|\\(",
          "\"a?\"",
          "[\\w.]+:$");

  @Property
  void findsWhatTheLibraryFinds(
      @ForAll("alternatives") List<String> alternatives, @ForAll("lines") String line) {
    Pattern library = Pattern.compile(String.join("|", alternatives));

    assertEquals(
        library.matcher(line).find(), LinePattern.of(alternatives).isIn(line.toCharArray()));
  }

  @Provide
  Arbitrary<List<String>> alternatives() {
    return Arbitraries.of(ALTERNATIVES).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.strings().withChars("ab1 .:\"(_\n\u00e9\u4e2d").ofMaxLength(12);
  }

  @Test
  void saysWhatItCannotRead() {
    assertThrows(IllegalArgumentException.class, () -> LinePattern.of("a", "(b"));
  }
}
