package dev.tailrace.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.config.ByteSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedRocksDbTest {
  private static final ByteSize MEMORY = ByteSize.mebibytes(20);
  private static final List<String> STORES = List.of("one", "two", "three");

  @TempDir Path state;

  private static final class Idle implements Processor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {
      // the test writes
    }
  }

  @Test
  void storesShareWhatTheyMayUseTogether() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    BoundedRocksDb.configure(settings, MEMORY);
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings)) {
      byte[] value = new byte[4096];
      Random random = new Random(1);
      long most = 0;
      for (int written = 0; written < 8_000; written++) {
        random.nextBytes(value);
        for (String store : STORES) {
          KeyValueStore<String, byte[]> values = driver.getKeyValueStore(store);
          values.put("key-" + written, value.clone());
          values.get("key-" + random.nextInt(written + 1));
        }
        most = Math.max(most, BoundedRocksDb.used(MEMORY));
      }

      // about 100 MB were written
      assertThat(most).isBetween(MEMORY.bytes() / 2, MEMORY.bytes() * 5 / 4);
    }
  }

  private static Topology topology() {
    Topology topology = new Topology();
    topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
    topology.addProcessor("reader", Idle::new, "source");
    for (String store : STORES) {
      topology.addStateStore(
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
              .withLoggingDisabled(),
          "reader");
    }
    return topology;
  }
}
