package dev.tailrace.sinks.core;

import dev.tailrace.sinks.core.Sink.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Poll, put, write, for ever. While the sink fails or is full, nothing is fetched but polling goes
 * on, so that the group keeps this member. After any failure that leaves in doubt what the sink
 * holds, everything since the last commit is read again.
 */
final class SinkLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LAST_WRITE_LIMIT = Duration.ofSeconds(10);
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);
  // When poll itself fails nothing else slows the loop down.
  private static final long LONGEST_SLEEP_NANOS = 2_000_000_000L;

  private final String name;
  private final Consumer<byte[], byte[]> consumer;
  private final List<String> topics;
  private final Sink sink;
  private final SinkState state;
  private final Backoff backoff;
  private final Committer committer = new ConsumerCommitter();
  private final SinkPartitions partitions;
  private volatile boolean closing;

  SinkLoop(
      String name,
      Consumer<byte[], byte[]> consumer,
      List<String> topics,
      Sink sink,
      SinkState state,
      Backoff backoff) {
    this.name = name;
    this.consumer = consumer;
    this.topics = List.copyOf(topics);
    this.sink = sink;
    this.state = state;
    this.backoff = backoff;
    this.partitions = new SinkPartitions(name, consumer, sink, committer, state);
  }

  /** Asks the loop to end; it looks at this several times a second. */
  void end() {
    closing = true;
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(topics, partitions);
      while (!closing) {
        step();
      }
      writeLast();
    } catch (RuntimeException | Error e) {
      LOG.atError().addKeyValue("sink", name).setCause(e).log("the sink has ended");
      state.dead("the sink has ended: " + e);
    } finally {
      release();
    }
  }

  private void step() {
    try {
      consumer.poll(POLL).forEach(sink::put);
      if (backoff.waiting()) {
        return;
      }
      partitions.rewindIfInDoubt();
      sink.write(committer, Moment.DUE);
      worked();
    } catch (SinkUnavailableException e) {
      unavailable(e);
    } catch (InterruptException e) {
      closing = true;
    } catch (RuntimeException e) {
      failed(e);
      sleep(Math.min(backoff.remainingNanos(), LONGEST_SLEEP_NANOS));
    }
  }

  private void worked() {
    backoff.succeeded();
    if (state.working()) {
      LOG.atInfo().addKeyValue("sink", name).log("the store takes records again");
    }
    partitions.hold(sink.full());
    state.lag(lag());
  }

  /** The sum over partitions as of the last fetch; -1 while one is not known or there is none. */
  private long lag() {
    long sum = 0;
    Set<TopicPartition> assigned = consumer.assignment();
    for (TopicPartition partition : assigned) {
      OptionalLong lag = consumer.currentLag(partition);
      if (lag.isEmpty()) {
        return -1;
      }
      sum += lag.getAsLong();
    }
    return assigned.isEmpty() ? -1 : sum;
  }

  private void unavailable(SinkUnavailableException e) {
    LOG.atWarn()
        .addKeyValue("sink", name)
        .addKeyValue("reason", e.getMessage())
        .log("the store does not take records; will try again");
    state.failing(String.valueOf(e.getMessage()));
    partitions.hold(true);
    backoff.failed(state.settled());
  }

  /** A bug, a lost partition or Kafka itself: what the sink holds is in doubt, so read it again. */
  private void failed(RuntimeException e) {
    boolean rebalanced =
        e instanceof CommitFailedException || e instanceof RebalanceInProgressException;
    var event = rebalanced ? LOG.atWarn() : LOG.atError();
    event
        .addKeyValue("sink", name)
        .setCause(e)
        .log("writing failed; reading again from the last commit");
    state.failing(e.toString());
    partitions.inDoubt();
    backoff.failed(state.settled());
  }

  /** Writes what is buffered, for at most {@link #LAST_WRITE_LIMIT}; the rest is read next time. */
  private void writeLast() {
    long deadline = System.nanoTime() + LAST_WRITE_LIMIT.toNanos();
    while (!partitions.areInDoubt()) {
      try {
        sink.write(committer, Moment.LAST);
        return;
      } catch (SinkUnavailableException e) {
        backoff.failed(state.settled());
        if (System.nanoTime() + backoff.remainingNanos() > deadline
            || !sleep(backoff.remainingNanos())) {
          LOG.atWarn()
              .addKeyValue("sink", name)
              .addKeyValue("reason", e.getMessage())
              .log("closing without the last write; it will be done at the next start");
          return;
        }
      } catch (RuntimeException e) {
        LOG.atWarn().addKeyValue("sink", name).setCause(e).log("the last write failed");
        return;
      }
    }
  }

  private boolean sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Leaves the group and frees everything. Also for a loop that never ran. */
  void release() {
    partitions.leaving();
    try {
      consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("sink", name).setCause(e).log("the consumer did not close cleanly");
    } finally {
      sink.close();
    }
  }

  private final class ConsumerCommitter implements Committer {
    @Override
    public long position(TopicPartition partition) {
      return consumer.position(partition);
    }

    @Override
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
      consumer.commitSync(offsets, COMMIT_TIMEOUT);
    }
  }
}
