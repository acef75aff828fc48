package dev.tailrace.platform.kafka;

import dev.tailrace.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that are not there yet; those that are, stay as they are. */
public final class TopicCreator {
  private static final long TIMEOUT_SECONDS = 60;

  private final KafkaConfig config;

  public TopicCreator(KafkaConfig config) {
    this.config = config;
  }

  /**
   * Returns when every topic exists.
   *
   * @throws KafkaException if Kafka does not answer within a minute or refuses
   */
  public void create(Collection<? extends Topic<?, ?>> topics) {
    try (Admin admin = Admin.create(config.clientProperties("tailrace-topics"))) {
      Set<String> present =
          new HashSet<>(admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      List<NewTopic> missing = new ArrayList<>();
      for (Topic<?, ?> topic : topics) {
        if (!present.contains(topic.name())) {
          missing.add(newTopic(topic));
        }
      }
      create(admin, missing);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw failed("create", config, e);
    }
  }

  private static void create(Admin admin, List<NewTopic> missing)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (var result : admin.createTopics(missing).values().values()) {
      try {
        result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private NewTopic newTopic(Topic<?, ?> topic) {
    int replicas = config.replicationFactor();
    return new NewTopic(
            topic.name(),
            Optional.of(config.partitions()),
            replicas < 0 ? Optional.empty() : Optional.of((short) replicas))
        .configs(topic.settings());
  }

  static KafkaException failed(String doing, KafkaConfig config, Exception e) {
    return new KafkaException(
        "cannot %s topics at %s: %s".formatted(doing, config.bootstrapServers(), reason(e)), e);
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
