package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Against a search that looks at every place. */
class KeywordScannerPropertyTest {

  @Provide
  static Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abAB_").ofMinLength(3).ofMaxLength(9);
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abAB_ \u00e1\n").ofMaxLength(60);
  }

  @Property
  void findsEveryKeywordWhereverItStands(
      @ForAll @Size(min = 1, max = 4) List<@From("words") String> words,
      @ForAll("texts") String text,
      @ForAll boolean folded) {
    KeywordScanner scanner = scanner(words, folded);
    byte[] bytes = text.getBytes(ISO_8859_1);
    Set<Integer> expected = naive(words, text, folded);

    Set<Integer> found = new TreeSet<>();
    scanner.each(bytes, (keyword, at) -> found.add(at));
    int first = scanner.first(bytes, 0, bytes.length);

    assertThat(found).isEqualTo(expected);
    assertThat(first < bytes.length).isEqualTo(!expected.isEmpty());
  }

  @Property
  void seesAKeywordThatEscapesInterrupt(
      @ForAll("words") String word, @ForAll("texts") String before, @ForAll int place) {
    int at = 1 + Math.floorMod(place, word.length() - 1);
    for (String escape : List.of("\u001b[m", "\u001b[1;31m", "\\u001b[0m", "\u001b[0m\u001b[K")) {
      String line = before + word.substring(0, at) + escape + word.substring(at) + " more";
      byte[] bytes = line.getBytes(ISO_8859_1);

      assertThat(scanner(List.of(word), false).first(bytes, 0, bytes.length))
          .isLessThanOrEqualTo(before.length() + at);
    }
  }

  private static KeywordScanner scanner(List<String> words, boolean folded) {
    Keyword.Owner owner = new Keyword.Owner() {};
    return new KeywordScanner(
        words.stream()
            .map(
                word ->
                    folded
                        ? Keyword.folded(word, Sequel.ANY, owner)
                        : Keyword.exact(word.getBytes(ISO_8859_1), owner))
            .toList());
  }

  private static Set<Integer> naive(List<String> words, String text, boolean folded) {
    Set<Integer> places = new TreeSet<>();
    String searched = folded ? text.toLowerCase(Locale.ROOT) : text;
    for (String word : words) {
      String wanted = folded ? word.toLowerCase(Locale.ROOT) : word;
      for (int at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + 1)) {
        places.add(at);
      }
    }
    return places;
  }
}
