package dev.tailrace.agent.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.jspecify.annotations.Nullable;

/** Moves the batches of all lanes to their brokers, under one producer id. */
final class Sender {
  private final BrokerLink link;
  private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
  private ProducerIdAndEpoch producer = ProducerIdAndEpoch.NONE;
  private boolean askedForProducer;
  private boolean producerUnknown;
  private long askAgain;
  private @Nullable String problem;
  private long failures;

  Sender(BrokerLink link) {
    this.link = link;
  }

  Lane lane(TopicPartition partition) {
    return lanes.computeIfAbsent(partition, Lane::new);
  }

  Collection<Lane> lanes() {
    return lanes.values();
  }

  @Nullable String problem() {
    return problem;
  }

  long failures() {
    return failures;
  }

  /** Hands over to the network what can be sent now. */
  void send(long now) {
    if (producerUnknown && lanes.values().stream().allMatch(lane -> lane.inFlight() == 0)) {
      lanes.values().forEach(Lane::renumber);
      producer = ProducerIdAndEpoch.NONE;
      producerUnknown = false;
    }
    if (!producer.isValid()) {
      askForProducer(now);
    } else if (!producerUnknown) {
      Map<Node, List<ProduceExchange.Sent>> next = batches(now);
      while (!next.isEmpty()) {
        next.forEach((node, batches) -> send(node, batches, now));
        next = batches(now);
      }
    }
  }

  /** Receives. */
  void poll(long wait, long now) {
    link.poll(wait, now).forEach(this::failed);
  }

  private void askForProducer(long now) {
    Node node = askedForProducer || now < askAgain ? null : link.anyNode(now);
    if (node != null) {
      askedForProducer = true;
      InitProducerIdRequestData data =
          new InitProducerIdRequestData()
              .setTransactionalId(null)
              .setTransactionTimeoutMs(Integer.MAX_VALUE);
      link.send(node, new InitProducerIdRequest.Builder(data), now, this::producerAnswered);
    }
  }

  private void producerAnswered(ClientResponse response) {
    askedForProducer = false;
    if (response.responseBody() instanceof InitProducerIdResponse answer
        && answer.error() == Errors.NONE) {
      producer = new ProducerIdAndEpoch(answer.data().producerId(), answer.data().producerEpoch());
      return;
    }
    askAgain = System.currentTimeMillis() + link.backoffMillis();
    failed(
        response.responseBody() instanceof InitProducerIdResponse answer
            ? answer.error().message()
            : ProduceExchange.disconnection(response));
  }

  private Map<Node, List<ProduceExchange.Sent>> batches(long now) {
    Map<Node, List<ProduceExchange.Sent>> byNode = new LinkedHashMap<>();
    for (Lane lane : lanes.values()) {
      if (!lane.isIdle()) {
        Node leader = link.leader(lane.partition());
        SealedBatch batch = leader != null && link.ready(leader, now) ? lane.next(now) : null;
        if (batch != null) {
          byNode
              .computeIfAbsent(leader, n -> new ArrayList<>())
              .add(new ProduceExchange.Sent(lane, batch));
        }
      }
    }
    return byNode;
  }

  private void send(Node node, List<ProduceExchange.Sent> batches, long now) {
    new ProduceExchange(link, batches, this::answered).send(node, producer, now);
  }

  private void answered(ProduceExchange.Sent sent, Errors error, String words) {
    Lane lane = sent.lane();
    SealedBatch batch = sent.batch();
    Verdict verdict = Verdict.of(error, lane.isFirst(batch));
    switch (verdict) {
      case DURABLE -> {
        problem = null;
        lane.durable(batch, System.currentTimeMillis());
      }
      case REFUSED -> {
        batch.refusal(words);
        lane.refused(batch);
      }
      case UNKNOWN_PRODUCER, AGAIN -> {
        producerUnknown |= verdict == Verdict.UNKNOWN_PRODUCER;
        if (verdict == Verdict.UNKNOWN_PRODUCER || error != Errors.OUT_OF_ORDER_SEQUENCE_NUMBER) {
          failed(words); // what only keeps its place behind a failure is none itself
          link.refresh();
        }
        lane.failed(batch, System.currentTimeMillis() + link.backoffMillis());
      }
    }
  }

  private void failed(String words) {
    failures++;
    problem = words;
  }
}
