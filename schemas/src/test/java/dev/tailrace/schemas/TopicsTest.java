package dev.tailrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final String[] FUSED = {
    "logs.raw",
    "logs.live",
    "ci.events",
    "logs.dlq",
    "logs.job-execution",
    "logs.scheduler-events",
    "logs.runner-lifecycle",
    "logs.security-events",
    "logs.system-errors",
    "logs.debug-traces",
    "logs.ledger",
    "facts.runners",
    "facts.repositories",
    "facts.runs",
    "facts.jobs",
    "tail.interest"
  };

  private static List<String> names(List<Topic<?, ?>> topics) {
    return topics.stream().<String>map(Topic::name).toList();
  }

  @Test
  void fusedPipelineNeedsNoTopicBetweenItsStages() {
    assertThat(names(Topics.fused())).containsExactlyInAnyOrder(FUSED);
  }

  @Test
  void splitPipelineNeedsTwoTopicsMore() {
    assertThat(names(Topics.split()))
        .contains(FUSED)
        .contains("logs.parsed", "logs.enriched")
        .hasSize(FUSED.length + 2);
  }

  @Test
  void everyTopicIsBounded() {
    assertThat(Topics.split())
        .allSatisfy(
            topic ->
                assertThat(topic.settings())
                    .containsKey("max.message.bytes")
                    .containsAnyOf(
                        entry("cleanup.policy", "compact"),
                        entry("retention.ms", topic.settings().get("retention.ms"))));
  }

  @Test
  void valuesSurviveTheirSerdes() {
    LogEvent event = Samples.bareLogEvent();
    var serde = Topics.LIVE.values();

    byte[] bytes = serde.serializer().serialize("t", event);

    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(event);
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", null)).isNull();
  }

  @Test
  void unreadableValueIsASerializationException() {
    assertThatThrownBy(() -> Topics.CI_EVENTS.values().deserializer().deserialize("t", new byte[1]))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("t: ");
  }
}
