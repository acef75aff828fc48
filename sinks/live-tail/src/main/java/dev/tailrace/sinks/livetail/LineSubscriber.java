package dev.tailrace.sinks.livetail;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an answer, to be taken one after the other with a time limit; the server is not read
 * faster than they are taken.
 */
final class LineSubscriber implements Flow.Subscriber<String>, AutoCloseable {
  private static final int AHEAD = 512;

  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(AHEAD + 2);
  private volatile Flow.@Nullable Subscription subscription;

  /** What comes next. */
  sealed interface Item {
    record Line(String text) implements Item {}

    /** The answer is complete. */
    record End() implements Item {}

    /** The connection broke or was silent for too long. */
    record Broken() implements Item {}
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(AHEAD);
  }

  @Override
  public void onNext(String line) {
    items.add(new Item.Line(line));
  }

  @Override
  public void onError(Throwable cause) {
    items.add(new Item.Broken());
  }

  @Override
  public void onComplete() {
    items.add(new Item.End());
  }

  Item next(long timeout, TimeUnit unit) throws InterruptedException {
    Item item = items.poll(timeout, unit);
    Flow.Subscription current = subscription;
    if (item instanceof Item.Line && current != null) {
      current.request(1);
    }
    return item == null ? new Item.Broken() : item;
  }

  /** Stops reading the answer. */
  @Override
  public void close() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }
}
