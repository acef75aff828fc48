package dev.tailrace.platform.streams;

import static java.util.Objects.requireNonNull;

import dev.tailrace.platform.config.ByteSize;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Has the stores of all topologies of a process share one cache, in which their write buffers and
 * indexes count as well: without it each store of each partition has 50 MiB of its own, and up to
 * 48 MiB of write buffers beside it.
 *
 * <p>Kafka Streams makes one of these for each store, so what they share is static. It lives as
 * long as the process.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  private static final String MEMORY = "tailrace.rocksdb.memory";

  /** Small enough that the write buffers of many partitions fit. */
  private static final long WRITE_BUFFER = 4 << 20;

  private static final Map<Long, Shared> SHARED = new ConcurrentHashMap<>();

  private record Shared(Cache cache, WriteBufferManager writeBuffers) {
    static Shared of(long bytes) {
      RocksDB.loadLibrary();
      Cache cache = new LRUCache(bytes);
      return new Shared(cache, new WriteBufferManager(bytes / 2, cache));
    }
  }

  /** Has the stores share so much memory with all others that are given the same. */
  static void configure(Properties properties, ByteSize memory) {
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    properties.put(MEMORY, memory.bytes());
  }

  /** How many bytes of it are used now. */
  static long used(ByteSize memory) {
    return shared(memory.bytes()).cache().getUsage();
  }

  private static Shared shared(long bytes) {
    return SHARED.computeIfAbsent(bytes, Shared::of);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared shared = shared(requireNonNull((Long) configs.get(MEMORY), MEMORY));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(shared.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(shared.writeBuffers());
    options.setWriteBufferSize(WRITE_BUFFER);
  }

  @Override
  public void close(String storeName, Options options) {
    // Other stores go on using what is shared.
  }
}
