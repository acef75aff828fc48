package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Frame;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.Truncation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps lines in memory as Kafka and the parser would: of each source those with an offset higher
 * than the last. A line is durable when it is sent; its acknowledgement comes when the test says.
 */
final class MemorySink implements LineSink {
  record Stored(long offset, String text, Truncation truncation, Frame frame) {
    boolean truncated() {
      return truncation != null;
    }
  }

  private record Sent(SourceState source, ContainerStream stream, long next) {}

  private final Map<String, List<Stored>> stored;
  private final Deque<Sent> unacknowledged = new ArrayDeque<>();
  private final Semaphore woken = new Semaphore(0);
  private int allowed = Integer.MAX_VALUE;
  private boolean taking = true;

  MemorySink() {
    this(new LinkedHashMap<>());
  }

  /** What an earlier sink stored stays stored. */
  MemorySink(Map<String, List<Stored>> stored) {
    this.stored = stored;
  }

  Map<String, List<Stored>> stored() {
    return stored;
  }

  List<String> texts() {
    return stored.values().stream().flatMap(List::stream).map(Stored::text).toList();
  }

  /** Lets only so many more lines be acknowledged. */
  void acknowledgeOnly(int lines) {
    allowed = lines;
  }

  /** As when Kafka is away: reading stops. */
  void stopTaking() {
    taking = false;
  }

  void takeAgain() {
    taking = true;
  }

  @Override
  public boolean ready() {
    return taking && unacknowledged.size() < 1000;
  }

  @Override
  public void send(SourceState source, Line line, long observed) {
    List<Stored> lines =
        stored.computeIfAbsent(source.recordKey(line.stream()), id -> new ArrayList<>());
    long last = lines.isEmpty() ? -1 : lines.get(lines.size() - 1).offset();
    if (line.offset() > last) {
      String text = new String(line.copy(), ISO_8859_1);
      lines.add(new Stored(line.offset(), text, line.truncation(), line.frame()));
    }
    unacknowledged.add(new Sent(source, line.stream(), line.next()));
  }

  @Override
  public void poll(Acknowledgements acknowledged, long wait) {
    if (wait > 0 && unacknowledged.isEmpty()) {
      await(wait);
    }
    while (allowed > 0 && !unacknowledged.isEmpty()) {
      allowed--;
      Sent sent = unacknowledged.remove();
      acknowledged.acknowledged(sent.source(), sent.stream(), sent.next(), 1);
    }
  }

  private void await(long millis) {
    try {
      woken.tryAcquire(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int inFlight() {
    return unacknowledged.size();
  }

  @Override
  public String problem() {
    return null;
  }

  @Override
  public void wakeup() {
    woken.release();
  }

  @Override
  public void close() {}
}
