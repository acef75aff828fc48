package dev.tailrace.platform.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/** Where a topic is not as the catalogue would make it. */
final class TopicDrift {
  private final KafkaConfig config;
  private final Topic<?, ?> topic;
  private final List<Difference> differences = new ArrayList<>();

  private TopicDrift(KafkaConfig config, Topic<?, ?> topic) {
    this.config = config;
    this.topic = topic;
  }

  static Difference missing(KafkaConfig config, Topic<?, ?> topic) {
    return new Difference(
        "topic " + topic.name(),
        Difference.MISSING,
        "there, with %d partitions".formatted(config.partitions()));
  }

  static List<Difference> of(
      KafkaConfig config, Topic<?, ?> topic, TopicDescription found, Config settings) {
    TopicDrift drift = new TopicDrift(config, topic);
    drift.compareLayout(found);
    drift.compareSettings(settings);
    return drift.differences;
  }

  private void compareLayout(TopicDescription found) {
    compare("partitions", found.partitions().size(), config.partitions());
    if (config.replicationFactor() > 0) {
      compare("replicas", found.partitions().get(0).replicas().size(), config.replicationFactor());
    }
  }

  private void compareSettings(Config settings) {
    Map<String, String> wanted = new TreeMap<>(topic.settings());
    wanted.putIfAbsent(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    wanted.forEach((name, value) -> compare(name, value(settings.get(name)), words(name, value)));
  }

  private void compare(String what, Object found, Object wanted) {
    if (!found.equals(wanted)) {
      differences.add(
          new Difference(
              "topic %s, %s".formatted(topic.name(), what), found.toString(), wanted.toString()));
    }
  }

  private static String value(@Nullable ConfigEntry entry) {
    return entry == null || entry.value() == null
        ? Difference.MISSING
        : words(entry.name(), entry.value());
  }

  /** A setting as people read it; the same words for the same meaning. */
  private static String words(String name, String value) {
    if (name.equals(CLEANUP_POLICY_CONFIG)) {
      return Arrays.stream(value.split(",", -1))
          .map(String::strip)
          .sorted()
          .collect(Collectors.joining(","));
    }
    return name.endsWith(".ms") ? value + " (" + time(Long.parseLong(value)) + ")" : value;
  }

  private static String time(long millis) {
    Duration time = Duration.ofMillis(millis);
    if (time.isNegative()) {
      return "for ever";
    }
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    }
    return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
