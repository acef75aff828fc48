package dev.tailrace.agent;

import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Frame;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.Resume;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How far a source is acknowledged. The lines of a container's two streams have keys of their own
 * and become durable independently, so where to read on follows from the lines that are durable
 * without a gap in the order they were sent.
 */
final class Progress {
  private record Sent(ContainerStream stream, Resume resume) {}

  private final Deque<Sent> sent = new ArrayDeque<>(0);
  private int durableStdout;
  private int durableStderr;
  private Resume resume;

  Progress(Resume resume) {
    this.resume = resume;
  }

  Resume resume() {
    return resume;
  }

  void sent(Line line) {
    Frame frame = line.frame();
    if (frame != null) {
      sent.add(new Sent(frame.stream(), frame.resume()));
    }
  }

  /**
   * @param stream whose lines they are; null if the source is no container's
   * @param next where to read on behind the last of them
   * @param lines how many they are
   */
  void acknowledged(@Nullable ContainerStream stream, long next, int lines) {
    if (stream == null) {
      resume = Resume.at(next);
      return;
    }
    durable(stream, lines);
    for (Sent head = sent.peek(); head != null && takeDurable(head); head = sent.peek()) {
      resume = sent.remove().resume();
    }
  }

  private boolean takeDurable(Sent line) {
    boolean stdout = line.stream() == ContainerStream.STDOUT;
    boolean taken = (stdout ? durableStdout : durableStderr) > 0;
    if (taken) {
      durable(line.stream(), -1);
    }
    return taken;
  }

  private void durable(ContainerStream stream, int more) {
    if (stream == ContainerStream.STDOUT) {
      durableStdout += more;
    } else {
      durableStderr += more;
    }
  }
}
