package dev.tailrace.testing.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.elasticsearch.ElasticsearchCounter;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.testing.embedded.EmbeddedServers;
import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;

/** Real servers, and processes of sinks that share what is to be stored. */
final class SinkGroup implements AutoCloseable {
  static final String S3 = "sink-s3";
  static final String ELASTICSEARCH = "sink-elasticsearch";

  private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId>");

  private final Path directory;
  private final EmbeddedServers servers;
  private final KafkaConfig kafka;
  private final S3Config archive;
  private final Admin admin;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SinksProcess> processes = new ArrayList<>();

  SinkGroup(Path directory) throws SinkUnavailableException {
    this.directory = directory;
    servers =
        EmbeddedServers.start(directory.resolve("servers"), Ports.free(), "archive", line -> {});
    kafka = new KafkaConfig(servers.kafka().bootstrapServers(), 3, 1, Map.of());
    new TopicCreator(kafka).create(Topics.fused());
    archive = S3Config.local(URI.create(servers.s3().url()), "archive");
    S3Bootstrap.install(archive);
    admin = Admin.create(kafka.clientProperties("test-offsets"));
  }

  KafkaConfig kafka() {
    return kafka;
  }

  /**
   * A process that is not started yet.
   *
   * @param name its own in the group
   * @param limits the archive's, as the configuration has them
   */
  SinksProcess process(String name, String limits, String... roles)
      throws IOException, SinkUnavailableException {
    SinksProcess process = new SinksProcess(directory, servers, name, limits, List.of(roles));
    ElasticsearchBootstrap.install(process.config().requireElasticsearch());
    processes.add(process);
    return process;
  }

  /** The cuts that are announced and not completed, each named by where it begins. */
  List<String> announced() throws InterruptedException, ExecutionException {
    return committed(S3).entrySet().stream()
        .filter(committed -> committed.getValue().metadata().startsWith("cut:"))
        .map(committed -> committed.getKey() + "@" + committed.getValue().offset())
        .toList();
  }

  /** The ids of uploads in parts that are neither completed nor aborted. */
  Set<String> unfinishedUploads() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(servers.s3().url() + "/archive?uploads")).build();
    return UPLOAD
        .matcher(http.send(request, BodyHandlers.ofString()).body())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** Waits until nothing is left to do for these sinks, and nothing is begun. */
  void awaitDrained(String... sinks) {
    patiently()
        .untilAsserted(
            () -> {
              for (String sink : sinks) {
                assertThat(committed(sink)).as(sink).containsAllEntriesOf(ends());
              }
            });
  }

  /** Waits until so many processes are members of a sink's group, and each has its partitions. */
  void awaitMembers(String sink, int count) {
    String group = "tailrace-" + sink;
    patiently()
        .until(
            () -> admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get(),
            it -> it.groupState() == GroupState.STABLE && it.members().size() == count);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String sink)
      throws InterruptedException, ExecutionException {
    return admin.listConsumerGroupOffsets("tailrace-" + sink).partitionsToOffsetAndMetadata().get();
  }

  /** What is committed when there is nothing left, of the partitions that hold anything. */
  private Map<TopicPartition, OffsetAndMetadata> ends()
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked =
        EventWriter.CATEGORIES.stream()
            .map(category -> Topics.of(category).name())
            .flatMap(
                topic ->
                    IntStream.range(0, kafka.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .collect(toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return admin.listOffsets(asked).all().get().entrySet().stream()
        .filter(end -> end.getValue().offset() > 0)
        .collect(toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
  }

  /** The archive's objects, and when each was written last. Each has its manifest. */
  Map<String, Instant> objects() {
    try (ArchiveReader reader = new ArchiveReader(archive)) {
      assertThat(reader.find(new ArchiveQuery(ArchiveQuery.ARCHIVED, null, null, null, null)))
          .isNotEmpty()
          .allMatch(entry -> entry.manifest().isPresent(), "has a manifest");
      return reader.list().collect(toMap(ArchivedObject::key, ArchivedObject::storedAt));
    }
  }

  /** The archived events' ids, sorted, each as often as it is there. */
  List<String> inS3() {
    return ids(Stored.inS3(archive));
  }

  /**
   * The searchable events' ids, sorted.
   *
   * @param expected how many there are to be; they take a moment to be found
   */
  List<String> inElasticsearch(int expected) throws Exception {
    try (ElasticsearchCounter documents =
        new ElasticsearchCounter(processes.get(0).config().requireElasticsearch())) {
      patiently().until(documents::count, count -> count >= expected);
    }
    return ids(Stored.inElasticsearch(servers.elasticsearch().url()));
  }

  private static List<String> ids(List<LogEvent> events) {
    return events.stream().map(LogEvent::eventId).sorted().toList();
  }

  /** Whoever waits in vain is shown what the processes have printed. */
  ConditionFactory patiently() {
    return await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                processes.forEach(process -> System.err.println(process.printed()));
              }
            });
  }

  @Override
  public void close() {
    processes.forEach(SinksProcess::close);
    admin.close(Duration.ZERO);
    servers.close();
  }
}
