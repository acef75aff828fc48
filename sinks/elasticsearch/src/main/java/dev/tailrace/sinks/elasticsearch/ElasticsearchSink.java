package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Committer;
import dev.tailrace.sinks.core.DeadLetterPublisher;
import dev.tailrace.sinks.core.Sink;
import dev.tailrace.sinks.core.SinkMetrics;
import dev.tailrace.sinks.core.SinkMetrics.Result;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.Filing.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

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
    return backlog.isFull();
  }

  /**
   * Sends what is due. It waits for answers only if there is no room for another request, or if not
   * enough came for a whole one, so that nothing else is to be done.
   */
  @Override
  public void write(Committer committer, Moment moment) throws SinkUnavailableException {
    prepare();
    boolean last = moment == Moment.LAST;
    boolean calm = last;
    while (backlog.isDue() || (last && backlog.hasDocuments())) {
      if (bulk.hasRoom()) {
        Batch batch = backlog.take();
        calm |= !backlog.isFull(batch) && !backlog.hasDocuments();
        bulk.send(batch);
      } else {
        settle(bulk.receive());
      }
    }
    while (bulk.hasAnswer() || (calm && !bulk.isIdle())) {
      settle(bulk.receive());
    }
    sendDeadLetters();
    commit(committer, last);
  }

  /** Before any index is made, and again after an outage: the cluster may be a new one. */
  private void prepare() throws SinkUnavailableException {
    if (!prepared) {
      ElasticsearchBootstrap.install(connection, config.indices());
      prepared = true;
    }
  }

  private void commit(Committer committer, boolean last) {
    if (last || positions.due()) {
      positions.note(committer, backlog.lastNumber());
    }
    if (positions.pending()
        && !backlog.hasUpTo(positions.lastBatch())
        && !bulk.hasUpTo(positions.lastBatch())) {
      positions.commit(committer);
    }
  }

  /**
   * Settles what was decided of a batch. If some of it must wait, all other answers are received
   * before it says so, and nothing is under way any more.
   */
  private void settle(BulkPool.Sent sent) throws SinkUnavailableException {
    Optional<SinkUnavailableException> reason = settled(sent);
    if (reason.isPresent()) {
      while (!bulk.isIdle()) {
        settled(bulk.receive());
      }
      throw reason.get();
    }
  }

  /**
   * Settles what was decided of a batch and puts back the rest.
   *
   * @return why something was put back; empty if nothing was
   */
  private Optional<SinkUnavailableException> settled(BulkPool.Sent sent) {
    Batch batch = sent.batch();
    if (sent.allStored()) {
      metrics.settled(Result.STORED, batch.timestamps());
      backlog.recycle(batch);
      return Optional.empty();
    }
    SinkUnavailableException failure = sent.failure();
    if (failure != null) {
      prepared = false;
      batch.markPerhapsStored();
      backlog.putBack(batch);
      return Optional.of(failure);
    }
    return settledEach(batch, sent.answers());
  }

  private Optional<SinkUnavailableException> settledEach(Batch batch, List<Answer> answers) {
    Batch later = batch.another();
    String reason = "";
    for (int i = 0; i < batch.size(); i++) {
      Answer answer = answers.get(i);
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
    if (later.size() == 0) {
      return Optional.empty();
    }
    backlog.putBack(later);
    return Optional.of(
        Unavailable.because(
            later.size() + " of " + batch.size() + " documents must wait: " + reason));
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
    while (!bulk.isIdle()) {
      // Why some of it must wait does not matter any more: whoever has the partition next sends it.
      settled(bulk.receive());
    }
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
