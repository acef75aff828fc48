package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.lines.Truncation;
import dev.tailrace.platform.config.ConfigReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent makes of files whose lines are more than bytes up to a line feed. */
final class LineShapesTest {
  private static final String STDOUT = "2024-01-15T10:35:22.123456789Z stdout ";
  private static final String STDERR = "2024-01-15T10:35:23.123456789Z stderr ";

  @TempDir Path logs;
  @TempDir Path data;

  private Path log;
  private Rig rig;

  private void follow(String options) {
    follow(options, "");
  }

  private void follow(String options, String more) {
    log = logs.resolve("a.log");
    String yaml =
        "{data-directory: '%s', host: h, inputs: [{include: ['%s/*.log'], %s}] %s}"
            .formatted(data, logs, options, more);
    rig = new Rig(new ConfigReader(Map.of()).parse(yaml, AgentConfig.class));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void append(String text) throws IOException {
    append(text.getBytes(UTF_8));
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(log, bytes, CREATE, WRITE, APPEND);
  }

  private List<String> texts() {
    return rig.texts().stream().map(t -> new String(t.getBytes(ISO_8859_1), UTF_8)).toList();
  }

  private List<MemorySink.Stored> stored(String suffix) {
    return rig.sink().stored().entrySet().stream()
        .filter(e -> e.getKey().endsWith("-stderr") == suffix.equals("stderr"))
        .flatMap(e -> e.getValue().stream())
        .toList();
  }

  @Test
  void joinsThePartsOfEachStreamOfAContainer() throws IOException {
    follow("format: cri");
    append(STDOUT + "P one \n" + STDERR + "P a \n" + STDOUT + "F two\n" + STDERR + "F b\n");
    rig.settle();

    assertThat(stored("stdout")).extracting(MemorySink.Stored::text).containsExactly("one two");
    assertThat(stored("stderr")).extracting(MemorySink.Stored::text).containsExactly("a b");
    assertThat(stored("stdout").get(0).frame().time()).isEqualTo("2024-01-15T10:35:22.123456789Z");
    assertThat(rig.status().bytesUnread()).isZero();
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void keepsAPartUntilItsRestComes() throws IOException {
    follow("format: docker");
    append("{\"log\":\"one \"}\n");
    rig.settle(60_000);
    assertThat(texts()).isEmpty();
    rig.kill();
    rig.restart();
    append("{\"log\":\"two\\n\"}\n");
    rig.settle();

    assertThat(texts()).containsExactly("one two");
  }

  @Test
  void sendsAPartWhoseRestNeverComes() throws IOException {
    follow("format: cri");
    append(STDOUT + "P one \n");
    rig.settle();
    Files.delete(log);
    rig.settle();
    rig.settle(6_000);

    assertThat(texts()).containsExactly("one ");
    assertThat(rig.status().files()).isZero();
  }

  @Test
  void tellsTheFormatsOfContainersApart() throws IOException {
    follow("format: container");
    append(STDOUT + "F cri\n{\"log\":\"docker\\n\"}\nneither\n");
    rig.settle();

    assertThat(texts()).containsExactly("cri", "docker", "neither");
    assertThat(stored("stdout"))
        .extracting(s -> s.frame().damaged())
        .containsExactly(false, false, true);
  }

  @Test
  void sendsAGroupOnceItsFileIsQuiet() throws IOException {
    follow("multiline: {stacktraces: [java]}");
    append("plain\nException in thread main java.lang.Error: x\n\tat a\n");
    rig.settle(100);
    assertThat(texts()).containsExactly("plain");
    assertThat(rig.status().idle()).isFalse();
    rig.settle(1_100);
    append("\tat late\n");
    rig.settle();

    assertThat(texts())
        .containsExactly(
            "plain", "Exception in thread main java.lang.Error: x\n\tat a", "\tat late");
    assertThat(rig.status().idle()).isTrue();
    assertThat(rig.status().bytesUnread()).isZero();
  }

  @Test
  void endsAQuietGroupAtTheSamePlaceAfterACrash() throws IOException {
    follow("multiline: {pattern: '^\\S', kind: start}");
    append("one\n more\nunfini");
    rig.settle(100);
    rig.sink().acknowledgeOnly(0);
    rig.settle(1_100);
    assertThat(texts()).containsExactly("one\n more");
    rig.kill();
    append("shed\n more\nend\n");
    rig.restart();
    rig.settle(1_100);

    assertThat(texts()).containsExactly("one\n more", "unfinished\n more", "end");
  }

  @Test
  void sendsAGroupOfAFileThatWasTruncated() throws IOException {
    follow("multiline: {pattern: '^\\S', kind: start}");
    append("one\n more\n");
    rig.settle(100);
    Files.write(log, "n\n".getBytes(UTF_8), TRUNCATE_EXISTING);
    rig.settle(600);
    rig.settle(1_100);

    assertThat(texts()).containsExactly("one\n more", "n");
  }

  @Test
  void groupsTheLinesOfAContainersStreamsApart() throws IOException {
    follow("format: cri, multiline: {stacktraces: [java, python, go]}");
    append(STDERR + "F java.lang.Error: x\n" + STDOUT + "F out\n" + STDERR + "F \tat a\n");
    rig.settle(1_100);

    assertThat(stored("stderr"))
        .extracting(MemorySink.Stored::text)
        .containsExactly("java.lang.Error: x\n\tat a");
    assertThat(stored("stdout")).extracting(MemorySink.Stored::text).containsExactly("out");
  }

  @Test
  void collapsesTheProgressBarsOfAContainer() throws IOException {
    follow("format: container");
    append("{\"log\":\"10%\\r20%\"}\n{\"log\":\"\\r30%\\r\\n\"}\n" + STDOUT + "F 1%\r2%\n");
    rig.settle();

    assertThat(texts()).containsExactly("30%", "2%");
  }

  @Test
  void readsUtf16ByItsByteOrderMark() throws IOException {
    follow("encoding: auto");
    append("\ufeffgr\u00fc\u00df\r\n\u0a0a \ud83d\ude00\r\nunfi".getBytes(UTF_16LE));
    rig.settle();
    rig.kill();
    rig.restart();
    append("nished\n".getBytes(UTF_16LE));
    rig.settle();

    assertThat(texts()).containsExactly("gr\u00fc\u00df", "\u0a0a \ud83d\ude00", "unfinished");
  }

  @Test
  void readsAByteOrderMarkThatComesInTwoWrites() throws IOException {
    follow("encoding: auto");
    append(new byte[] {(byte) 0xFF});
    rig.settle();
    append(new byte[] {(byte) 0xFE, 'a', 0, '\n', 0});
    rig.settle();

    assertThat(texts()).containsExactly("a");
  }

  @Test
  void readsOtherCharsetsAndKeepsWhatIsNotInThem() throws IOException {
    follow("encoding: shift_jis");
    append("\u65e5\u672c\n".getBytes(Charset.forName("Shift_JIS")));
    append(new byte[] {'a', (byte) 0x82, '\n'});
    rig.settle();

    assertThat(texts().get(0)).isEqualTo("\u65e5\u672c");
    assertThat(rig.texts().get(1)).isEqualTo("a\u0082");
  }

  @Test
  void readsAFileOfVeryLongLines() throws IOException {
    follow("format: plain");
    byte[] line = veryLongLine();
    for (int i = 0; i < 50; i++) {
      append(line);
    }
    rig.settle();

    assertThat(rig.texts()).hasSize(50).allMatch(text -> text.length() == 840_000);
    assertThat(stored("stdout")).noneMatch(MemorySink.Stored::truncated);
  }

  @Test
  void saysWhatAVeryLongLineWas() throws Exception {
    follow("format: plain", ", max-line: 100KiB");
    append(veryLongLine());
    append("short\n");
    rig.settle();

    byte[] content = Arrays.copyOf(veryLongLine(), 840_000);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    assertThat(stored("stdout"))
        .extracting(MemorySink.Stored::truncation)
        .containsExactly(new Truncation(840_000, HexFormat.of().formatHex(hash)), null);
    assertThat(rig.texts()).extracting(String::length).containsExactly(100 << 10, 5);
  }

  private static byte[] veryLongLine() {
    return ("0123456789".repeat(84_000) + "\n").getBytes(UTF_8);
  }

  @Test
  void readsContainersWithFewFilesOpen() throws IOException {
    follow("format: cri", ", max-open-files: 2");
    for (int i = 0; i < 10; i++) {
      log = logs.resolve(i + ".log");
      append(STDOUT + "P one \n" + STDERR + "F err\n" + STDERR + "P a \n" + STDOUT + "P t");
    }
    rig.settle();
    for (int i = 0; i < 10; i++) {
      log = logs.resolve(i + ".log");
      append("wo \n" + STDERR + "F b\n" + STDOUT + "F three\n");
    }
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(20);
    assertThat(stored("stdout")).extracting(MemorySink.Stored::text).containsOnly("one two three");
    assertThat(stored("stderr")).extracting(MemorySink.Stored::text).containsOnly("err", "a b");
    assertThat(rig.status().idle()).isTrue();
  }
}
