package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectBufferTest {
  private static final String KEY =
      new ObjectGroup(Records.CATEGORY, "1970-01-01", 0).key(Records.partition(0), 5);

  private final FrameCompressor compressor = new FrameCompressor(1000);
  private final ObjectBuffer buffer = new ObjectBuffer(compressor, 5);

  @AfterEach
  void close() {
    compressor.close();
  }

  @Test
  void readsBackAsOneStreamOverManyFrames() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.add("{\"number\":" + i + "}");
      add(5 + i, lines.get(i));
    }

    ArchiveObject object = buffer.finish(KEY);

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
