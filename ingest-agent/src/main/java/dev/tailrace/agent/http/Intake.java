package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import dev.tailrace.agent.spool.Spool;
import dev.tailrace.agent.spool.Stored;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Decodes bodies, few at a time, and stores their lines. */
final class Intake {
  /** A decoded body is several times as large as the body itself. */
  private static final int DECODED_AT_ONCE = 2;

  private static final int PATIENCE_SECONDS = 10;
  private static final int STORED_WITHIN_SECONDS = 30;
  private static final int RETRY_FULL_SECONDS = 10;
  private static final int RETRY_BROKEN_SECONDS = 5;

  private final HttpConfig config;
  private final int maxLine;
  private final Supplier<UnaryOperator<byte[]>> redactors;
  private final Spool spool;
  private final HttpMetrics metrics;
  private final Semaphore decoding = new Semaphore(DECODED_AT_ONCE);
  private volatile boolean open;

  Intake(
      HttpConfig config,
      int maxLine,
      Supplier<UnaryOperator<byte[]>> redactors,
      Spool spool,
      HttpMetrics metrics) {
    this.config = config;
    this.maxLine = maxLine;
    this.redactors = redactors;
    this.spool = spool;
    this.metrics = metrics;
  }

  /** Whether lines are taken at all. */
  void open(boolean now) {
    open = now;
  }

  /**
   * Whether a tenant's lines can be taken now.
   *
   * @throws Refused if not, with when to try again
   */
  void requireRoom(String tenant) throws Refused {
    if (!open) {
      throw Refused.later(503, "the agent is starting or stopping", RETRY_BROKEN_SECONDS);
    }
    if (spool.problem() != null) {
      throw refused(Stored.FAILED);
    }
    if (spool.full(tenant)) {
      throw refused(Stored.FULL);
    }
  }

  /**
   * Stores the lines of a body.
   *
   * @return completes with the answer when the lines are durable, or exceptionally with {@link
   *     Refused} if they will not be
   */
  CompletableFuture<Answer> take(Admission admission, byte[] body, MemoryBudget.Share memory)
      throws Refused {
    LineBlock block = new LineBlock(maxLine, config.maxDecompressed().bytes(), redactors.get());
    Answer success = decode(admission, body, block, memory);
    if (block.count() == 0) {
      return CompletableFuture.completedFuture(success);
    }
    byte[] lines = block.bytes();
    memory.take(lines.length);
    return spool
        .append(admission.tenant(), lines)
        .completeOnTimeout(Stored.FAILED, STORED_WITHIN_SECONDS, TimeUnit.SECONDS)
        .thenCompose(stored -> answer(stored, admission.tenant(), block.count(), success));
  }

  private Answer decode(
      Admission admission, byte[] body, LineBlock block, MemoryBudget.Share memory) throws Refused {
    try {
      if (!decoding.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Refused.later(503, "too many requests are being decoded", 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.later(503, "the agent is stopping", RETRY_BROKEN_SECONDS);
    }
    try {
      return admission.decoder().decode(body, block, memory);
    } finally {
      decoding.release();
    }
  }

  private CompletableFuture<Answer> answer(
      Stored stored, String tenant, int lines, Answer success) {
    if (stored == Stored.STORED) {
      metrics.lines.labels(tenant).inc(lines);
      return CompletableFuture.completedFuture(success);
    }
    return CompletableFuture.failedFuture(refused(stored));
  }

  private static Refused refused(Stored stored) {
    return switch (stored) {
      case FULL ->
          Refused.later(
              429,
              "the tenant's share of the spool is full: Kafka does not take its lines, or not fast"
                  + " enough",
              RETRY_FULL_SECONDS);
      case TOO_LARGE -> Refused.tooLarge("the lines are more than the tenant's share of the spool");
      case BUSY -> Refused.later(503, "too many requests wait for the disk", 1);
      default -> Refused.later(503, "the disk does not take the lines now", RETRY_BROKEN_SECONDS);
    };
  }
}
