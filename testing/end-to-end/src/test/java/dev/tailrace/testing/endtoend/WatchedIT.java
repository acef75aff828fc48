package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.TailInterest;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under the policy {@code watched}, lines are copied to the live tail while somebody follows them.
 */
class WatchedIT {
  private static final String RUN = "run-3";

  private final JobLogs logs = new JobLogs(Instant.now());

  @TempDir private Path directory;
  private EmbeddedKafka broker;
  private KafkaConfig kafka;
  private LineSender sender;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedKafka.startInChild(directory.resolve("kafka"), 0);
    kafka = new KafkaConfig(broker.bootstrapServers(), 1, 1, Map.of());
    new TopicCreator(kafka).create(Topics.fused());
    sender = new LineSender(kafka);
  }

  @AfterEach
  void stopBroker() {
    sender.close();
    broker.close();
  }

  @Test
  void copiesTheLinesThatSomebodyFollowsAndEndsWithTheLease() throws Exception {
    int port = Ports.choose();
    Path config = Files.writeString(directory.resolve("tailrace.yaml"), yaml(port));
    try (TailraceJvm pipeline = start("pipeline", config);
        TailraceJvm liveTail = start("live-tail", config)) {
      // when nobody follows
      sendALineOfEachJob();
      awaitAllFiled();

      // then nothing is copied
      assertThat(live()).isEmpty();

      // when somebody follows a run, and its lines come
      patiently().ignoreExceptions().until(() -> accepts(port));
      List<String> copied;
      try (TailraceJvm follower = follow(port)) {
        patiently()
            .until(
                () -> {
                  sendALineOfEachJob();
                  return !shown(follower).isEmpty();
                });
        int before = shown(follower).size();
        for (int i = 0; i < 10; i++) {
          sendALineOfEachJob();
        }
        awaitAllFiled();

        // then each is copied once and shown, and no line of another run
        copied = live();
        int all = copied.size();
        assertThat(copied).hasSizeGreaterThanOrEqualTo(before + 10).containsOnly(RUN);
        patiently().untilAsserted(() -> assertThat(shown(follower)).hasSize(all));
        assertThat(shown(follower)).allMatch(line -> line.contains("of job-3"));

        // when the live tail is killed, and its lease has run out
        liveTail.kill();
      }
      Instant until = lease().until();
      patiently().until(() -> Instant.now().isAfter(until));
      sendALineOfEachJob();
      awaitAllFiled();

      // then nothing is copied any more
      assertThat(live()).hasSameSizeAs(copied);
      assertThat(pipeline.isAlive()).isTrue();
    }
  }

  private String yaml(int port) {
    return """
        kafka: {bootstrap-servers: "%s", partitions: 1, replication-factor: 1}
        management: {host: 127.0.0.1, port: 0}
        streams: {state-directory: "%s"}
        router: {live: watched}
        live-tail: {port: %d, lease: 3s}
        """
        .formatted(broker.bootstrapServers(), directory.resolve("streams"), port);
  }

  private TailraceJvm follow(int port) throws IOException {
    return TailraceJvm.start(
        directory.resolve("tail.out"),
        "tail",
        "--url=http://127.0.0.1:" + port,
        "--run=" + RUN,
        "--lines=0",
        "--follow");
  }

  private static List<String> shown(TailraceJvm follower) {
    return follower.printed().lines().toList();
  }

  private TailraceJvm start(String role, Path config) throws IOException {
    return TailraceJvm.start(directory.resolve(role + ".out"), role, "--config", config.toString());
  }

  /**
   * @throws IOException if nobody listens there
   */
  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
  }

  private void sendALineOfEachJob() throws ExecutionException, InterruptedException {
    sender.send(logs.next(JobLogs.JOBS));
  }

  /** What is filed and what is copied is committed together. */
  private void awaitAllFiled() {
    patiently()
        .untilAsserted(
            () ->
                assertThat(CommittedRecords.of(kafka, Topics.of(Category.JOB_EXECUTION)))
                    .hasSize(logs.given()));
  }

  /** The runs whose lines were copied. */
  private List<String> live() {
    return CommittedRecords.of(kafka, Topics.LIVE).stream().map(record -> record.key()).toList();
  }

  private TailInterest lease() {
    List<CommittedRecords.Committed<byte[]>> leases =
        CommittedRecords.of(kafka, Topics.TAIL_INTEREST);
    return TailInterest.fromJson(leases.get(leases.size() - 1).value());
  }
}
