package dev.tailrace.testing.endtoend;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.elasticsearch.ElasticsearchCounter;
import dev.tailrace.sinks.s3.S3Bootstrap;
import dev.tailrace.testing.embedded.EmbeddedServers;
import dev.tailrace.testing.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Real servers in this process, and roles of the pipeline in processes of their own. */
final class Deployment implements AutoCloseable {
  private final Path directory;
  private final EmbeddedServers servers;
  private final Path configFile;
  private final TailraceConfig config;
  private final ElasticsearchCounter documents;
  private final List<TailraceJvm> processes = new ArrayList<>();

  /**
   * @param logs the folder whose {@code *.log} files the agent follows; each is the log of a job
   *     that has its name
   */
  Deployment(Path directory, Path logs) throws IOException, SinkUnavailableException {
    this.directory = directory;
    servers =
        EmbeddedServers.start(directory.resolve("servers"), Ports.free(), "archive", line -> {});
    configFile = Files.writeString(directory.resolve("tailrace.yaml"), yaml(logs));
    config = new ConfigReader(Map.of()).read(configFile, TailraceConfig.class);
    new TopicCreator(config.kafka()).create(Topics.split());
    ElasticsearchBootstrap.install(config.requireElasticsearch());
    S3Bootstrap.install(config.requireS3());
    documents = new ElasticsearchCounter(config.requireElasticsearch());
  }

  private String yaml(Path logs) {
    return """
        kafka: {bootstrap-servers: "%s", partitions: 3, replication-factor: 1}
        management: {host: 127.0.0.1, port: 0}
        streams:
          state-directory: %s
          properties: {session.timeout.ms: "6000", heartbeat.interval.ms: "1500"}
        elasticsearch: {urls: ["%s"], indices: {replicas: 0, refresh-interval: 1s, codec: default}}
        s3: {bucket: archive, region: us-east-1, endpoint: "%s", access-key: test,
             secret-key: test, flush-interval: 5s}
        agent:
          data-directory: %s
          complete-after: 1s
          inputs: [{include: ["%s/{job_id}.log"], authority: platform, context: {run_id: r1}}]
        """
        .formatted(
            servers.kafka().bootstrapServers(),
            directory.resolve("streams"),
            servers.elasticsearch().url(),
            servers.s3().url(),
            directory.resolve("agent"),
            logs);
  }

  /** Runs a role, and with it others if they are named, in a process. */
  TailraceJvm run(String role, String... with) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(role, "--config", configFile.toString()));
    if (with.length > 0) {
      arguments.addAll(List.of("--with", String.join(",", with)));
    }
    TailraceJvm process =
        TailraceJvm.start(directory.resolve(role + ".out"), arguments.toArray(String[]::new));
    processes.add(process);
    return process;
  }

  /**
   * How many documents there are.
   *
   * @throws AssertionError if a process has ended, with what all of them printed
   */
  long searchable() {
    if (!processes.stream().allMatch(TailraceJvm::isAlive)) {
      throw new AssertionError("a process has ended:\n" + printed());
    }
    return documents.count();
  }

  TailraceConfig config() {
    return config;
  }

  String elasticsearchUrl() {
    return servers.elasticsearch().url();
  }

  String printed() {
    StringBuilder all = new StringBuilder();
    processes.forEach(process -> all.append(process.printed()).append('\n'));
    return all.toString();
  }

  @Override
  public void close() {
    processes.forEach(TailraceJvm::close);
    documents.close();
    servers.close();
  }
}
