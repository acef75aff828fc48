package dev.tailrace.platform.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the records of each key. */
class HotStoreTest {
  private static final String STORE = "counts";

  private static final class Count {
    private long value;
  }

  private static final class CountCodec implements HotStore.Codec<Count> {
    @Override
    public byte[] write(Count count) {
      return Long.toString(count.value).getBytes(UTF_8);
    }

    @Override
    public Count read(byte[] bytes) {
      Count count = new Count();
      count.value = Long.parseLong(new String(bytes, UTF_8));
      return count;
    }
  }

  private static final class Counter extends ContextualProcessor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {
      HotStore<Count> counts = context().getStateStore(STORE);
      Count known = counts.get(record.key());
      Count count = known == null ? new Count() : known;
      count.value++;
      counts.put(record.key(), count);
    }
  }

  private static final ProcessorSupplier<String, String, Void, Void> COUNTER =
      new ProcessorSupplier<>() {
        @Override
        public Processor<String, String, Void, Void> get() {
          return new Counter();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
          return Set.of(HotStore.builder(STORE, new CountCodec()));
        }
      };

  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, String> in;

  @BeforeEach
  void start() {
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        "source",
        new StringDeserializer(),
        new StringDeserializer(),
        "in");
    topology.addProcessor("counter", COUNTER, "source");
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "hot");
    driver = new TopologyTestDriver(topology, settings);
    in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @SuppressWarnings("unchecked") // it is this test's
  private HotStore<Count> store() {
    return (HotStore<Count>) driver.getStateStore(STORE);
  }

  private long count(String key) {
    Count count = store().get(key);
    return count == null ? 0 : count.value;
  }

  @Test
  void writesWhatHasChangedAtEachCommitToTheChangelog() {
    in.pipeInput("a", "");
    in.pipeInput("a", "");
    in.pipeInput("b", "");

    var changelog =
        driver.createOutputTopic(
            "hot-counts-changelog", new StringDeserializer(), new StringDeserializer());
    assertThat(changelog.readKeyValuesToMap()).containsEntry("a", "2").containsEntry("b", "1");
  }

  @Test
  void findsAgainWhatNoLongerFits() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 12_000; i++) {
        in.pipeInput("key-" + i, "");
      }
    }

    assertThat(count("key-0")).isEqualTo(2);
    assertThat(count("key-11999")).isEqualTo(2);
    assertThat(count("key-12000")).isZero();
  }

  @Test
  void walksThroughChangesThatAreNotWrittenYet() {
    Count count = new Count();
    count.value = 7;
    store().put("b", count);
    store().put("a", new Count());
    store().delete("a");

    try (KeyValueIterator<String, byte[]> all = store().from(null)) {
      assertThat(all.next().value).isEqualTo("7".getBytes(UTF_8));
      assertThat(all.hasNext()).isFalse();
    }
  }
}
