package dev.tailrace.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tailrace.schemas.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the configuration that {@code tailrace local} runs with to {@code tailrace.yaml} in the
 * data directory, where it also serves to run a role apart.
 */
final class LocalConfiguration {
  private final LocalOptions options;
  private final Path data;

  LocalConfiguration(LocalOptions options) {
    this.options = options;
    this.data = options.dataDirectory.toAbsolutePath().normalize();
  }

  /** The folder that the simulated platform writes its log files to. */
  Path simulation() {
    return data.resolve("simulation");
  }

  Path write() throws IOException {
    Files.createDirectories(data);
    Path file = data.resolve("tailrace.yaml");
    Files.write(file, new YAMLMapper().writeValueAsBytes(tree()));
    return file;
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "kafka",
        Map.of(
            "bootstrap-servers", "127.0.0.1:" + options.kafkaPort,
            "partitions", 3,
            "replication-factor", 1));
    tree.put("management", listener(options.managementPort));
    tree.put("streams", streams());
    tree.put("router", Map.of("live", "all"));
    tree.put("live-tail", listener(options.liveTailPort));
    // The node's own codec for logsdb would need a zstd library, which not every machine has.
    tree.put(
        "elasticsearch",
        Map.of(
            "urls", List.of("http://127.0.0.1:" + options.elasticsearchPort),
            "indices", Map.of("replicas", 0, "refresh-interval", "1s", "mode", "standard")));
    tree.put(
        "s3",
        Map.of(
            "bucket", options.bucket,
            "region", "us-east-1",
            "endpoint", "http://127.0.0.1:" + options.s3Port,
            "access-key", "local",
            "secret-key", "local",
            "flush-interval", "30s"));
    tree.put("agent", agent());
    return tree;
  }

  /** After a kill, the next start need not wait long for the last one's session to end. */
  private Map<String, Object> streams() {
    return Map.of(
        "state-directory", data.resolve("streams").toString(),
        "properties", Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1500"));
  }

  private static Map<String, Object> listener(int port) {
    return Map.of("host", "127.0.0.1", "port", port);
  }

  private Map<String, Object> agent() {
    Map<String, Object> agent = new LinkedHashMap<>();
    agent.put("data-directory", data.resolve("agent").toString());
    if (options.simulated()) {
      agent.put("inputs", simulatedInputs());
    } else {
      agent.put("inputs", fileInputs());
      agent.put("complete-after", "1s"); // a file may lack its last line end
    }
    return agent;
  }

  private List<Map<String, Object>> fileInputs() {
    return List.of(Map.of("include", options.files, "authority", options.authority.id()));
  }

  private List<Map<String, Object>> simulatedInputs() {
    Path root = simulation();
    Map<String, Object> services =
        Map.of(
            "include", List.of(root.resolve("services/*.log*").toString()),
            "authority", Authority.PLATFORM.id());
    Map<String, Object> jobs =
        Map.of(
            "include",
            List.of(root.resolve("jobs/{organization}/{repo}/{run_id}/{job_id}.log").toString()),
            "authority",
            Authority.JOB.id(),
            "service",
            "runner",
            "context",
            Map.of("repository", "{organization}/{repo}"));
    return List.of(services, jobs);
  }
}
