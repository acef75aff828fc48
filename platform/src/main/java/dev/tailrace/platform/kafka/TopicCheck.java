package dev.tailrace.platform.kafka;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** Compares the topics that are there with the catalogue. Changes nothing. */
public final class TopicCheck {
  private static final long TIMEOUT_SECONDS = 60;

  private final KafkaConfig config;

  public TopicCheck(KafkaConfig config) {
    this.config = config;
  }

  /**
   * Every topic that is missing, and every number of partitions and setting that is not what the
   * catalogue and the configuration say, in the catalogue's order.
   *
   * @throws KafkaException if Kafka does not answer within a minute or refuses
   */
  public List<Difference> differences(Collection<? extends Topic<?, ?>> topics) {
    try (Admin admin = Admin.create(config.clientProperties("tailrace-topics"))) {
      return differences(admin, topics);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw TopicCreator.failed("describe", config, e);
    }
  }

  private List<Difference> differences(Admin admin, Collection<? extends Topic<?, ?>> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> names = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    List<String> present = topics.stream().map(Topic::name).filter(names::contains).toList();
    Map<String, TopicDescription> found =
        admin.describeTopics(present).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Map<String, Config> settings = settings(admin, present);
    List<Difference> differences = new ArrayList<>();
    for (Topic<?, ?> topic : topics) {
      TopicDescription description = found.get(topic.name());
      Config set = settings.get(topic.name());
      if (description == null || set == null) {
        differences.add(TopicDrift.missing(config, topic));
      } else {
        differences.addAll(TopicDrift.of(config, topic, description, set));
      }
    }
    return differences;
  }

  private static Map<String, Config> settings(Admin admin, List<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<ConfigResource> resources =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    return admin
        .describeConfigs(resources)
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .entrySet()
        .stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }
}
