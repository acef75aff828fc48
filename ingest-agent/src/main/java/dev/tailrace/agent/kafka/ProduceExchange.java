package dev.tailrace.agent.kafka;

import java.util.List;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.jspecify.annotations.Nullable;

/** One produce request, at most one batch of each partition, and its answer. */
final class ProduceExchange {
  private static final short ALL_REPLICAS = -1;

  /** A batch on its way. */
  record Sent(Lane lane, SealedBatch batch) {}

  /** Takes the answer for each batch. */
  @FunctionalInterface
  interface Answers {
    void answered(Sent sent, Errors error, String words);
  }

  private final BrokerLink link;
  private final List<Sent> batches;
  private final Answers answers;

  ProduceExchange(BrokerLink link, List<Sent> batches, Answers answers) {
    this.link = link;
    this.batches = batches;
    this.answers = answers;
  }

  void send(Node node, ProducerIdAndEpoch producer, long now) {
    TopicProduceDataCollection topics = new TopicProduceDataCollection();
    for (Sent sent : batches) {
      sent.lane().sent(sent.batch());
      topic(topics, sent.lane().partition().topic())
          .partitionData()
          .add(
              new PartitionProduceData()
                  .setIndex(sent.lane().partition().partition())
                  .setRecords(sent.batch().records(producer)));
    }
    ProduceRequestData data =
        new ProduceRequestData()
            .setAcks(ALL_REPLICAS)
            .setTimeoutMs(link.requestTimeoutMillis())
            .setTopicData(topics);
    link.send(node, ProduceRequest.builder(data), now, this::answered);
  }

  private TopicProduceData topic(TopicProduceDataCollection topics, String name) {
    Uuid id = link.topicId(name);
    TopicProduceData known = topics.find(name, id);
    if (known != null) {
      return known;
    }
    TopicProduceData added = new TopicProduceData().setName(name).setTopicId(id);
    topics.add(added);
    return added;
  }

  private void answered(ClientResponse response) {
    if (response.responseBody() instanceof ProduceResponse body) {
      batches.forEach(sent -> answered(sent, body));
    } else {
      String words = disconnection(response);
      batches.forEach(sent -> answers.answered(sent, Errors.NETWORK_EXCEPTION, words));
    }
  }

  private void answered(Sent sent, ProduceResponse body) {
    PartitionProduceResponse answer = find(sent, body);
    if (answer == null) {
      answers.answered(sent, Errors.UNKNOWN_SERVER_ERROR, "the broker answers for another topic");
      return;
    }
    Errors error = Errors.forCode(answer.errorCode());
    String words = answer.errorMessage() == null ? error.message() : answer.errorMessage();
    answers.answered(sent, error, String.valueOf(words));
  }

  private @Nullable PartitionProduceResponse find(Sent sent, ProduceResponse body) {
    String topic = sent.lane().partition().topic();
    for (TopicProduceResponse answers : body.data().responses()) {
      if (answers.name().equals(topic) || answers.topicId().equals(link.topicId(topic))) {
        for (PartitionProduceResponse answer : answers.partitionResponses()) {
          if (answer.index() == sent.lane().partition().partition()) {
            return answer;
          }
        }
      }
    }
    return null;
  }

  /** Why there is no answer, in words. */
  static String disconnection(ClientResponse response) {
    if (response.authenticationException() != null) {
      return String.valueOf(response.authenticationException().getMessage());
    }
    if (response.versionMismatch() != null) {
      return String.valueOf(response.versionMismatch().getMessage());
    }
    String broker = "the broker " + response.destination();
    return response.wasTimedOut() ? broker + " does not answer" : broker + " closed the connection";
  }
}
