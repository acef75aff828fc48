package dev.tailrace.agent;

import dev.tailrace.agent.LineSink.Acknowledgements;
import dev.tailrace.agent.kafka.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whose lines are in a batch, as runs of lines of one source. */
final class Spans implements Receipt {
  private static final class Span {
    private final SourceState source;
    private long next;
    private int lines;

    Span(SourceState source) {
      this.source = source;
    }
  }

  private final Supplier<Acknowledgements> acknowledgements;
  private final List<Span> spans = new ArrayList<>(4);
  private final List<Runnable> others = new ArrayList<>(0);

  /**
   * @param acknowledgements who is told when the batch is durable, asked for then
   */
  Spans(Supplier<Acknowledgements> acknowledgements) {
    this.acknowledgements = acknowledgements;
  }

  /** One more line is in the batch. */
  void add(SourceState source, long next) {
    Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last == null || last.source != source) {
      last = new Span(source);
      spans.add(last);
    }
    last.next = next;
    last.lines++;
  }

  /** Something else waits for the batch. */
  void add(Runnable other) {
    others.add(other);
  }

  @Override
  public void durable() {
    Acknowledgements to = acknowledgements.get();
    spans.forEach(span -> to.acknowledged(span.source, span.next, span.lines));
    others.forEach(Runnable::run);
  }
}
