package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
    assertThat(object.size()).isEqualTo(object.frames().stream().mapToLong(f -> f.length).sum());
    assertThat(object.firstOffset()).isEqualTo(5);
    assertThat(object.lastOffset()).isEqualTo(504);
    assertThat(object.records()).isEqualTo(500);
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

  private void add(long offset, String line) {
    buffer.add(offset, line.getBytes(StandardCharsets.UTF_8));
  }
}
