package dev.tailrace.platform.streams;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.KafkaMetricsCollector;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.Health;
import dev.tailrace.schemas.Topics;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology, exactly once. A thread that dies is replaced; what it had not committed is done
 * again.
 */
public final class StreamsComponent implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsComponent.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final String name;
  private final Tracing tracing;
  private final KafkaStreams streams;
  private final GroupMembershipOperation onClose;

  /**
   * @param name the role; with {@code tailrace-} before it, the application id and so the consumer
   *     group
   */
  public StreamsComponent(
      String name, Topology topology, KafkaConfig kafka, StreamsSettings settings) {
    this(name, topology, kafka, settings, Tracing.NONE);
  }

  /**
   * @param tracing traces the topology's stages; started and ended with it
   */
  public StreamsComponent(
      String name,
      Topology topology,
      KafkaConfig kafka,
      StreamsSettings settings,
      Tracing tracing) {
    this.name = name;
    this.tracing = tracing;
    Properties properties = properties(name, kafka, settings);
    tracing.configure(properties);
    this.streams = new KafkaStreams(topology, properties);
    this.onClose =
        settings.instanceId() == null
            ? GroupMembershipOperation.LEAVE_GROUP
            : GroupMembershipOperation.REMAIN_IN_GROUP;
    streams.setUncaughtExceptionHandler(this::replaceThread);
  }

  /** The settings a topology of that role runs with. */
  public static Properties properties(String name, KafkaConfig kafka, StreamsSettings settings) {
    Properties properties = new Properties();
    properties.putAll(kafka.clientProperties("tailrace-" + name));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "tailrace-" + name);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // The ledger's two inputs may come in any order; waiting for one costs a look a record.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES + 1024);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    if (settings.instanceId() != null) {
      properties.put(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
          settings.instanceId());
    }
    BoundedRocksDb.configure(properties, settings.rocksdbMemory());
    DeadLetterHandler.configure(properties);
    properties.putAll(settings.properties());
    return properties;
  }

  private StreamThreadExceptionResponse replaceThread(Throwable error) {
    LOG.atError().addKeyValue("role", name).setCause(error).log("stream thread died; replacing it");
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** The running topology, for reading its state. */
  public KafkaStreams streams() {
    return streams;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    tracing.start();
    streams.start();
  }

  @Override
  public Health check() {
    KafkaStreams.State state = streams.state();
    Map<String, Object> details = Map.of("state", state.name());
    return switch (state) {
      case RUNNING -> Health.healthy(details);
      case CREATED, REBALANCING -> Health.unhealthy("not running yet", details);
      default -> Health.dead("the topology has ended: " + state);
    };
  }

  @Override
  public void register(CollectorRegistry registry) {
    registry.register(new KafkaMetricsCollector(streams::metrics));
    tracing.register(registry);
  }

  /**
   * Leaves the group, so that others, or this process started again, go on at once; but if it has a
   * name in the group, its partitions wait for it.
   */
  @Override
  public void close() {
    streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(onClose));
    tracing.close();
  }
}
