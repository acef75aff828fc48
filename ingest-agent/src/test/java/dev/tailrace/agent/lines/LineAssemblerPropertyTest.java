package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.lines.MultilineConfig.Kind;
import dev.tailrace.agent.lines.MultilineConfig.Language;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the bytes are cut, and wherever it is killed: the same events come. */
final class LineAssemblerPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "2024-01-15T10:35:22.1Z stdout F java.lang.Error: x\n",
          "2024-01-15T10:35:22.2Z stdout F \tat a.b(C.java:1)\n",
          "2024-01-15T10:35:22.3Z stdout P part-\n",
          "2024-01-15T10:35:22.4Z stderr P Exception: \n",
          "2024-01-15T10:35:22.5Z stderr F end\n",
          "2024-01-15T10:35:22.6Z stderr F \tat d.e(F.java:2)\n",
          "2024-01-15T10:35:22.7Z stdout F 10%\r20%\n",
          "2024-01-15T10:35:22.8Z stdout F\n",
          "{\"log\":\"Error: y\\n\",\"stream\":\"stdout\",\"time\":\"t\"}\n",
          "{\"log\":\"\\tat g\\n\",\"stream\":\"stdout\"}\n",
          "{\"log\":\"piece \",\"stream\":\"stderr\",\"attrs\":{\"a\":[1]}}\n",
          "{\"log\":\"piece \"}\n",
          "{\"log\":\"\\u0000\\n\",\"stream\":\"stderr\"}\n",
          "\n",
          "no frame\r\n",
          "\tat h\n",
          "2024-01-15 start\n",
          "Error:\n",
          "a line of text that is somewhat longer than the others are, so that it is cut\n",
          "\u00ff\u00fe\n");

  private static final int MAX_LINE = 60;

  @Property(tries = 2000)
  void theSameEventsComeWhateverHappens(
      @ForAll("file") byte[] file,
      @ForAll("shape") LineShape shape,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 90) Integer> chunks,
      @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 1500) Integer> quiet,
      @ForAll @Size(max = 6)
          Map<@IntRange(min = -40, max = 40) Integer, @IntRange(max = 6) Integer> crashes) {
    TreeSet<Long> pauses = new TreeSet<>();
    quiet.forEach(at -> pauses.add((long) at));

    CrashingReader steady = new CrashingReader(file, shape, MAX_LINE, pauses);
    steady.read(List.of(file.length + 1), Map.of());
    CrashingReader crashing = new CrashingReader(file, shape, MAX_LINE, pauses);
    crashing.read(chunks, crashes);

    assertThat(crashing.events()).isEqualTo(steady.events());
  }

  @Property(tries = 1500)
  void theStreamsOfAContainerDoNotDisturbEachOther(
      @ForAll("streams") byte[] file,
      @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 1, max = 60) Integer> chunks,
      @ForAll @Size(min = 2, max = 8)
          Map<@IntRange(min = -30, max = 30) Integer, @IntRange(max = 3) Integer> crashes) {
    LineShape cri = new LineShape(LineFormat.CRI, CarriageReturn.COLLAPSE, Encoding.AUTO, null);

    CrashingReader steady = new CrashingReader(file, cri, MAX_LINE, new TreeSet<>());
    steady.read(List.of(file.length + 1), Map.of());
    CrashingReader crashing = new CrashingReader(file, cri, MAX_LINE, new TreeSet<>());
    crashing.read(chunks, crashes);

    assertThat(crashing.events()).isEqualTo(steady.events());
  }

  @Property(tries = 300)
  void nothingIsLost(@ForAll("file") byte[] file, @ForAll("shape") LineShape shape) {
    LineShape keeping =
        new LineShape(shape.format(), CarriageReturn.KEEP, shape.encoding(), shape.multiline());
    CrashingReader reader = new CrashingReader(file, keeping, 10_000, new TreeSet<>());
    reader.read(List.of(7), Map.of());
    String all = reader.text();

    for (String word : List.of("part-", "piece ", "end", "no frame", "10%\r20%", "at h")) {
      assertThat(count(all, word)).isEqualTo(count(new String(file, ISO_8859_1), word));
    }
  }

  private static int count(String text, String word) {
    return text.split(Pattern.quote(word), -1).length;
  }

  @Provide
  Arbitrary<byte[]> file() {
    return Arbitraries.of(PIECES)
        .list()
        .ofMaxSize(25)
        .flatMap(
            pieces ->
                Arbitraries.of("", "2024-01-15T10:35:22.9Z stdout F unfi", "unfinished")
                    .map(end -> (String.join("", pieces) + end).getBytes(ISO_8859_1)));
  }

  @Provide
  Arbitrary<byte[]> streams() {
    String time = "2024-01-15T10:35:22Z ";
    return Arbitraries.of("stdout P o\n", "stdout F O\n", "stderr P e\n", "stderr F E\n")
        .list()
        .ofMinSize(5)
        .ofMaxSize(25)
        .map(lines -> (time + String.join(time, lines)).getBytes(ISO_8859_1));
  }

  @Provide
  Arbitrary<LineShape> shape() {
    Arbitrary<MultilineConfig> multiline =
        Arbitraries.of(
            new MultilineConfig(null, null, List.of(Language.values()), null),
            new MultilineConfig("^\\d{4}-", Kind.START, null, null),
            new MultilineConfig("^\\s", Kind.CONTINUE, null, null),
            new MultilineConfig("t$", Kind.END, null, null));
    return Arbitraries.of(LineFormat.values())
        .flatMap(
            format ->
                Arbitraries.of(CarriageReturn.values())
                    .flatMap(
                        returns ->
                            multiline
                                .injectNull(0.3)
                                .map(
                                    groups ->
                                        new LineShape(format, returns, Encoding.AUTO, groups))));
  }
}
