package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Committer;
import dev.tailrace.sinks.core.DeadLetterPublisher;
import dev.tailrace.sinks.core.Sink;
import dev.tailrace.sinks.core.SinkMetrics;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Stores each record once: its id and its index follow from the event, and a document is only ever
 * created. What Elasticsearch refuses for good becomes a dead letter; for anything else it waits.
 */
final class ElasticsearchSink implements Sink {
  private final ElasticsearchConfig config;
  private final ElasticsearchConnection connection;
  private final BulkPool bulk;
  private final DeadLetterPublisher deadLetters;
  private final SinkMetrics metrics;
  private final FilingClerk clerk = new FilingClerk();
  private final Backlog backlog;
  private final Positions positions;

  private boolean prepared;

  /**
   * @param connection closed by this sink
   * @param deadLetters closed by this sink
   */
  ElasticsearchSink(
      ElasticsearchConfig config,
      ElasticsearchConnection connection,
      DeadLetterPublisher deadLetters,
      SinkMetrics metrics,
      LongSupplier nanoClock) {
    this.config = config;
    this.connection = connection;
    this.bulk =
        new BulkPool(new BulkWriter(connection, config.compression()), config.bulk().concurrency());
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.backlog = new Backlog(config.bulk(), nanoClock);
    this.positions = new Positions(nanoClock);
  }

  @Override
  public void assigned(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
    positions.assigned(partition, committed);
  }

  @Override
  public void put(ConsumerRecord<byte[], byte[]> record) {
    backlog.add(clerk.file(record));
  }

  @Override
  public boolean full() {
    return backlog.full(bulk.width());
  }

  @Override
  public void write(Committer committer, Moment moment) throws SinkUnavailableException {
    prepare();
    boolean last = moment == Moment.LAST;
    if (last || backlog.due(bulk.width())) {
      drain();
    }
    if (backlog.isEmpty() && (last || positions.due())) {
      positions.commit(committer);
    }
  }

  /** Before any index is made, and again after an outage: the cluster may be a new one. */
  private void prepare() throws SinkUnavailableException {
    if (!prepared) {
      ElasticsearchBootstrap.install(connection, config.indices());
      prepared = true;
    }
  }

  private void drain() throws SinkUnavailableException {
    List<Batch> batches = backlog.takeBatches(bulk.width());
    while (!batches.isEmpty()) {
      settle(bulk.write(batches));
      batches = backlog.takeBatches(bulk.width());
    }
    sendDeadLetters();
  }

  /** Keeps for the next attempt only what the cluster could not take now. */
  private void settle(List<BulkPool.Sent> round) throws SinkUnavailableException {
    List<Batch> again = new ArrayList<>();
    SinkUnavailableException failure = null;
    String reason = null;
    int documents = round.stream().mapToInt(sent -> sent.batch().size()).sum();
    for (BulkPool.Sent sent : round) {
      if (sent.allStored()) {
        metrics.settled(Result.STORED, sent.batch().timestamps());
        backlog.recycle(sent.batch());
      } else if (sent.failure() == null) {
        String why = settle(sent, again);
        reason = why == null ? reason : why;
      } else {
        failure = sent.failure();
        sent.batch().markPerhapsStored();
        again.add(sent.batch());
      }
    }
    backlog.putBack(again);
    if (failure != null) {
      prepared = false;
      throw failure;
    }
    if (reason != null) {
      int waiting = again.stream().mapToInt(Batch::size).sum();
      throw Unavailable.because(waiting + " of " + documents + " documents must wait: " + reason);
    }
  }

  /**
   * Settles what was decided of a batch, and adds the rest to what is sent again.
   *
   * @return why some must wait; null if none must
   */
  private @Nullable String settle(BulkPool.Sent sent, List<Batch> again) {
    Batch batch = sent.batch();
    Batch later = new Batch();
    String reason = null;
    for (int i = 0; i < batch.size(); i++) {
      Answer answer = sent.answers().get(i);
      if (answer instanceof Answer.Later wait) {
        later.add(batch, i);
        reason = wait.reason();
      } else if (answer instanceof Answer.Refused refusal) {
        backlog.add(new Refused(batch.record(i), refusal.reason()));
      } else {
        boolean stored = batch.perhapsStored(i) || answer instanceof Answer.Stored;
        metrics.settled(stored ? Result.STORED : Result.DUPLICATE, batch.timestamps().get(i));
      }
    }
    if (later.size() > 0) {
      again.add(later);
    }
    return reason;
  }

  private void sendDeadLetters() throws SinkUnavailableException {
    List<Refused> refused = backlog.refused();
    if (refused.isEmpty()) {
      return;
    }
    for (Refused refusal : refused) {
      deadLetters.send(refusal.record(), refusal.reason());
    }
    deadLetters.flush();
    backlog.forgetRefused();
    for (Refused refusal : refused) {
      metrics.settled(Result.DEAD_LETTER, refusal.record().timestamp());
    }
  }

  /** How many bulk requests are sent at once now. */
  int concurrency() {
    return bulk.width();
  }

  @Override
  public void revoked(TopicPartition partition) {
    backlog.forget(partition);
    positions.revoked(partition);
  }

  @Override
  public void close() {
    bulk.close();
    deadLetters.close();
    connection.close();
  }
}
