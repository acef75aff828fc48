package dev.tailrace.router;

import dev.tailrace.schemas.TailInterest;
import dev.tailrace.schemas.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link Interests} at what {@link Topics#TAIL_INTEREST} says, on every instance. At a start
 * Kafka Streams sends the whole topic through it before the first line is routed.
 */
final class InterestTable implements Processor<String, byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(InterestTable.class);
  private static final String STORE = "tail-interest";

  private final Interests interests;

  private InterestTable(Interests interests) {
    this.interests = interests;
  }

  /** Adds the table, whose store stays empty: what it would hold is in the interests. */
  static void add(Topology topology, Interests interests) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        STORE + "-source",
        Topics.TAIL_INTEREST.keys().deserializer(),
        Topics.TAIL_INTEREST.values().deserializer(),
        Topics.TAIL_INTEREST.name(),
        STORE + "-table",
        () -> new InterestTable(interests));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try {
      byte[] lease = record.value();
      interests.put(record.key(), lease == null ? null : TailInterest.fromJson(lease));
    } catch (IllegalArgumentException e) {
      // The thread of global tables must not end for a lease that somebody wrote by hand.
      LOG.atWarn().addKeyValue("watcher", record.key()).setCause(e).log("not a lease");
    }
  }
}
