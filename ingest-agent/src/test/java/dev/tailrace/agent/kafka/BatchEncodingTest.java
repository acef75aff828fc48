package dev.tailrace.agent.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.common.utils.Utils;

/** Kafka's own reader reads what was written. */
final class BatchEncodingTest {
  private static final byte[] NUMBER = "number".getBytes(UTF_8);

  @Property(tries = 60)
  void kafkaReadsEveryRecordAsItWasWritten(
      @ForAll @Size(min = 1, max = 40) List<@Size(max = 3000) byte[]> values,
      @ForAll @Size(max = 40) byte[] key,
      @ForAll @Size(max = 3)
          Map<@AlphaChars @StringLength(min = 1, max = 70) String, byte[]> common,
      @ForAll CompressionType type,
      @ForAll @IntRange(min = 0, max = 100_000) int step) {
    List<Header> headers = new ArrayList<>();
    common.forEach((name, value) -> headers.add(new RecordHeader(name, value)));
    RecordFrame frame = new RecordFrame(key, headers);
    OpenBatch open = new OpenBatch();
    OwnHeaders own = new OwnHeaders();
    for (int i = 0; i < values.size(); i++) {
      byte[] padded = padded(values.get(i));
      own.clear().number(NUMBER, -i).text("text", "t" + i);
      open.append(frame, own, 1_000L + (long) i * step, padded, 1, padded.length - 1);
    }

    RecordBatch batch = read(open, type, values.size());

    int i = 0;
    for (Record record : batch) {
      assertThat(Utils.toArray(record.key())).isEqualTo(key);
      assertThat(Utils.toArray(record.value())).isEqualTo(values.get(i));
      assertThat(record.timestamp()).isEqualTo(1_000L + (long) i * step);
      assertThat(record.sequence()).isEqualTo(7 + i);
      assertThat(record.headers()).hasSize(headers.size() + 2);
      assertThat(ByteBuffer.wrap(record.headers()[0].value()).getLong()).isEqualTo(-i);
      assertThat(Arrays.asList(record.headers()).subList(2, headers.size() + 2)).isEqualTo(headers);
      i++;
    }
    assertThat(i).isEqualTo(values.size());
    assertThat(open.isEmpty()).isTrue();
  }

  private static byte[] padded(byte[] value) {
    byte[] padded = new byte[value.length + 2];
    System.arraycopy(value, 0, padded, 1, value.length);
    return padded;
  }

  private static RecordBatch read(OpenBatch open, CompressionType type, int records) {
    SealedBatch sealed = open.seal(new Encoded(), () -> {});
    try (Compressor compressor = new Compressor(Compression.of(type).build(), 1 << 16, () -> {})) {
      compressor.compress(sealed);
      await().until(sealed::isCompressed);
      compressor.check();
    }
    sealed.sequence(7);
    MemoryRecords memory = sealed.numbered(new ProducerIdAndEpoch(42, (short) 3));
    RecordBatch batch = memory.batches().iterator().next();
    batch.ensureValid();
    assertThat(batch.producerId()).isEqualTo(42);
    assertThat(batch.producerEpoch()).isEqualTo((short) 3);
    assertThat(batch.countOrNull()).isEqualTo(records);
    assertThat(batch.compressionType()).isEqualTo(type);
    return batch;
  }
}
