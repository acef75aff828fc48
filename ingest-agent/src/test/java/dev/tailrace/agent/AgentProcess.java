package dev.tailrace.agent;

import dev.tailrace.platform.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An agent in a JVM of its own, to be killed. */
final class AgentProcess {
  private AgentProcess() {}

  /** Arguments: Kafka's address, the data directory, the folder with the logs. */
  public static void main(String[] arguments) throws InterruptedException {
    Path data = Path.of(arguments[1]);
    InputConfig input = InputConfig.files(arguments[2] + "/*.log", arguments[2] + "/*.log.*");
    Agent agent =
        new Agent(
            AgentConfig.of(data, List.of(input)), new KafkaConfig(arguments[0], 3, 1, Map.of()));
    agent.start();
    new CountDownLatch(1).await();
  }
}
