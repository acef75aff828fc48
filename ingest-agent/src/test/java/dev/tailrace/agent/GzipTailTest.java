package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GzipTailTest {
  @TempDir Path logs;
  @TempDir Path data;

  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.following(data, logs + "/*.gz");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static List<String> manyLines() {
    Random random = new Random(1);
    return IntStream.range(0, 50_000).mapToObj(i -> i + " " + random.nextLong()).toList();
  }

  @Test
  void readsTheContentToItsEndOnce() throws IOException {
    Files.write(logs.resolve("a.gz"), gzip("one\ntwo"));
    rig.settle();
    rig.kill();
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(2);
    assertThat(rig.status().idle()).isTrue();
    assertThat(rig.status().bytesUnread()).isZero();
  }

  @Test
  void goesOnInTheMiddleWhenRestarted() throws IOException {
    Files.write(logs.resolve("a.gz"), gzip(String.join("\n", manyLines())));
    rig.sink().acknowledgeOnly(20_000);
    rig.settle();
    rig.kill();
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).isEqualTo(manyLines());
    assertThat(rig.status().linesAcknowledged()).isEqualTo(50_000);
  }

  @Test
  void sendsWhatCanBeReadOfADamagedFile() throws IOException {
    byte[] whole = gzip(String.join("\n", manyLines()));
    Files.write(logs.resolve("a.gz"), Arrays.copyOf(whole, whole.length / 2));
    rig.settle();
    assertThat(rig.status().idle()).isFalse();
    rig.settle(6_000);

    assertThat(rig.texts()).hasSizeGreaterThan(20_000);
    int complete = rig.texts().size() - 1;
    assertThat(rig.texts().subList(0, complete)).isEqualTo(manyLines().subList(0, complete));
    assertThat(manyLines().get(complete)).startsWith(rig.texts().get(complete));
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void readsAFileThatIsStillBeingWritten() throws IOException {
    byte[] whole = gzip(String.join("\n", manyLines()));
    Files.write(logs.resolve("a.gz"), Arrays.copyOf(whole, whole.length / 2));
    rig.settle();
    Files.write(logs.resolve("a.gz"), whole);
    rig.settle();

    assertThat(rig.texts()).isEqualTo(manyLines());
  }

  @Test
  void givesUpAFileThatIsNotCompressedAtAll() throws IOException {
    Files.write(logs.resolve("a.gz"), "plain\n".getBytes(ISO_8859_1));
    rig.settle();
    rig.settle(6_000);

    assertThat(rig.texts()).isEmpty();
    assertThat(rig.status().idle()).isTrue();
  }
}
