package dev.tailrace.agent.lines;

import static dev.tailrace.agent.lines.TextView.ascii;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Reads lines of Kubernetes' container runtime interface: {@code TIME STREAM TAGS CONTENT}, where
 * the first of the tags, which colons part, is F for the end of a line and P for what goes on.
 *
 * @see <a
 *     href="https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md">kubelet
 *     CRI logging</a>
 */
final class CriFrames {
  private static final byte[] STDOUT = ascii("stdout ");
  private static final byte[] STDERR = ascii("stderr ");
  private static final int SHORTEST_TIME = "2024-01-15T10:35:22Z".length();
  private static final int LONGEST_TIME = "2024-01-15T10:35:22.123456789+00:00".length();

  /** Takes a line apart. Returns whether it is one. */
  boolean read(Line line, ContainerFrame into) {
    byte[] buffer = line.buffer();
    int time = Bytes.indexOf(buffer, line.from(), line.to(), ' ');
    int stream = time + 1;
    if (!isTime(buffer, line.from(), time) || stream > line.to()) {
      return false;
    }
    boolean out = Bytes.startsWith(buffer, stream, line.to(), STDOUT);
    if (!out && !Bytes.startsWith(buffer, stream, line.to(), STDERR)) {
      return false;
    }
    int tags = stream + STDOUT.length;
    int content = Bytes.indexOf(buffer, tags, line.to(), ' ');
    int tag = Bytes.indexOf(buffer, tags, content, ':');
    if (tag != tags + 1 || (buffer[tags] != 'F' && buffer[tags] != 'P')) {
      return false;
    }
    into.stream = out ? ContainerStream.STDOUT : ContainerStream.STDERR;
    into.time = new String(buffer, line.from(), time - line.from(), US_ASCII);
    into.partial = buffer[tags] == 'P';
    into.content(buffer, Math.min(content + 1, line.to()), line.to());
    return true;
  }

  private static boolean isTime(byte[] buffer, int from, int to) {
    int length = to - from;
    return length >= SHORTEST_TIME
        && length <= LONGEST_TIME
        && Character.isDigit(buffer[from])
        && buffer[from + 4] == '-'
        && buffer[from + 10] == 'T'
        && buffer[from + 13] == ':';
  }
}
