package dev.tailrace.agent.lines;

import org.jspecify.annotations.Nullable;

/**
 * What a container runtime says of a line.
 *
 * @param stream what it was written to
 * @param time when its first part was written, as the runtime wrote it; null if it did not say
 * @param damaged whether the line is not what a runtime writes and was kept as it is
 * @param resume where to read on, for each stream, once the line and all before it are durable
 */
public record Frame(ContainerStream stream, @Nullable String time, boolean damaged, Resume resume) {

  /** On lines that are {@link #damaged}. */
  public static final String DAMAGED_TAG = "not-a-container-line";

  Frame resuming(Resume at) {
    return new Frame(stream, time, damaged, at);
  }
}
