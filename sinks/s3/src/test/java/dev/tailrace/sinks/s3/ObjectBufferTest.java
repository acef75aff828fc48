package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectBufferTest {
  private static final String KEY = "key.ndjson.zst";

  private final FrameCompressors compressors = new FrameCompressors(Compression.ZSTD, 1000);
  private ObjectBuffer buffer = new ObjectBuffer(compressors.chosen(), 5);

  @AfterEach
  void close() {
    compressors.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void readsBackAsOneStreamOverManyFrames(Compression compression) {
    buffer = new ObjectBuffer(compressors.of(compression), 5);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.add("{\"number\":" + i + "}");
      add(5 + i, lines.get(i));
    }

    ArchiveObject object = buffer.finish("key" + compression.suffix());

    assertThat(object.frames()).hasSizeGreaterThan(5);
    assertThat(Records.lines(object)).isEqualTo(lines);
    ArchiveManifest manifest = object.manifest();
    assertThat(manifest.bytes()).isEqualTo(object.frames().stream().mapToLong(f -> f.length).sum());
    assertThat(manifest.firstOffset()).isEqualTo(5);
    assertThat(manifest.lastOffset()).isEqualTo(504);
    assertThat(manifest.records()).isEqualTo(500);
  }

  @Test
  void keepsARecordOnOneLine() {
    add(5, "{\n  \"pretty\":\r\n true}");
    add(6, "");

    assertThat(Records.lines(buffer.finish(KEY))).containsExactly("{   \"pretty\":   true}", "");
  }

  @Test
  void takesARecordMuchLargerThanAFrameAndLetsTheSpaceGo() {
    String large = "x".repeat(100_000);
    add(5, large);

    assertThat(buffer.memory()).isLessThan(5000);
    assertThat(Records.lines(buffer.finish(KEY))).containsExactly(large);
  }

  @Test
  void describesWhatItHolds() {
    buffer.add(7, 3_000, "{\"context\":{\"repository\":\"acme/web\"}}".getBytes(UTF_8));
    buffer.add(9, 1_000, "{\"context\":{\"repository\":\"acme/api\"}}".getBytes(UTF_8));
    buffer.add(10, 2_000, "{\"context\":{\"repository\":\"acme/web\"}}".getBytes(UTF_8));

    ArchiveManifest manifest = buffer.finish(KEY).manifest();

    assertThat(manifest.oldest()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(manifest.newest()).isEqualTo(Instant.ofEpochSecond(3));
    assertThat(manifest.repositories()).containsExactly("acme/api", "acme/web");
    assertThat(manifest.repositoriesComplete()).isTrue();
  }

  private void add(long offset, String line) {
    buffer.add(offset, 0, line.getBytes(StandardCharsets.UTF_8));
  }
}
