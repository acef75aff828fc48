package dev.tailrace.agent.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** The connections to the brokers, and what is known of the topics. */
final class BrokerLink implements AutoCloseable {
  private static final int IN_FLIGHT_A_CONNECTION = 5;

  private final ProducerConfig config;
  private final int requestTimeout;
  private final Metrics metrics = new Metrics();
  private final Metadata metadata;
  private final NetworkClient client;

  /**
   * Connects to nothing yet.
   *
   * @param properties of a Kafka producer
   * @param topics all that will be written to
   * @throws KafkaException if the properties are wrong, or no bootstrap server can be resolved
   */
  BrokerLink(Map<String, Object> properties, List<String> topics) {
    config = new ProducerConfig(withSerializers(properties));
    requestTimeout = config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    String name = "[" + config.getString(ProducerConfig.CLIENT_ID_CONFIG) + "] ";
    LogContext log = new LogContext(name);
    metadata = new TopicsMetadata(config, topics, log);
    client =
        ClientUtils.createNetworkClient(
            config,
            metrics,
            "tailrace-agent",
            log,
            new ApiVersions(),
            Time.SYSTEM,
            IN_FLIGHT_A_CONNECTION,
            metadata,
            null,
            null);
    metadata.bootstrap(ClientUtils.parseAndValidateAddresses(config));
  }

  /** The properties of a producer must name them, although nothing here serializes. */
  private static Map<String, Object> withSerializers(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return all;
  }

  /** Asks for some topics only, and creates none. */
  private static final class TopicsMetadata extends Metadata {
    private final List<String> topics;

    TopicsMetadata(ProducerConfig config, List<String> topics, LogContext log) {
      super(
          config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
          config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
          config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
          log,
          new ClusterResourceListeners());
      this.topics = List.copyOf(topics);
    }

    @Override
    protected MetadataRequest.Builder newMetadataRequestBuilder() {
      return new MetadataRequest.Builder(topics, /* allowAutoTopicCreation= */ false);
    }

    @Override
    protected boolean retainTopic(String topic, boolean isInternal, long now) {
      return topics.contains(topic);
    }
  }

  ProducerConfig config() {
    return config;
  }

  int requestTimeoutMillis() {
    return requestTimeout;
  }

  /** How many partitions a topic has; 0 while that is not known, or if it does not exist. */
  int partitions(String topic) {
    Integer count = metadata.fetch().partitionCountForTopic(topic);
    if (count == null) {
      refresh();
      return 0;
    }
    return count;
  }

  /** The broker that takes the records of a partition; null while there is none. */
  @Nullable Node leader(TopicPartition partition) {
    Node leader = metadata.fetch().leaderFor(partition);
    if (leader == null) {
      refresh();
    }
    return leader;
  }

  Uuid topicId(String topic) {
    return metadata.topicIds().getOrDefault(topic, Uuid.ZERO_UUID);
  }

  /** Asks for the topics again soon. */
  void refresh() {
    metadata.requestUpdate(true);
  }

  /** Any broker that can be asked; null while none answers. */
  @Nullable Node anyNode(long now) {
    Node node = client.leastLoadedNode(now).node();
    return node != null && client.ready(node, now) ? node : null;
  }

  /** Whether a request can be sent to a broker now; begins to connect to it if need be. */
  boolean ready(Node node, long now) {
    return client.ready(node, now);
  }

  void send(
      Node node, AbstractRequest.Builder<?> request, long now, RequestCompletionHandler answer) {
    ClientRequest wrapped =
        client.newClientRequest(
            node.idString(), request, now, /* expectResponse= */ true, requestTimeout, answer);
    client.send(wrapped, now);
  }

  /**
   * Sends, receives, and calls the handlers of what was answered.
   *
   * @param wait for something to happen, in milliseconds
   * @return what the brokers said that no request answers for, in words
   */
  List<String> poll(long wait, long now) {
    List<String> problems = new ArrayList<>();
    client.poll(wait, now);
    try {
      metadata.maybeThrowAnyException();
    } catch (KafkaException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return problems;
  }

  /** Ends a wait in {@link #poll}; for any thread. */
  void wakeup() {
    client.wakeup();
  }

  @Override
  public void close() {
    metadata.close();
    client.close();
    metrics.close();
  }

  /** How long to rest before sending again what failed. */
  long backoffMillis() {
    return config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG);
  }
}
