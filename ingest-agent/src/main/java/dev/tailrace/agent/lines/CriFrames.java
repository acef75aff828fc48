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

  /** Takes a line apart. Returns whether it is one. */
  boolean read(Line line, ContainerFrame into) {
    byte[] buffer = line.buffer();
    int stream = Bytes.behindTime(buffer, line.from(), line.to());
    if (stream == line.from()) {
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
    into.time = new String(buffer, line.from(), stream - 1 - line.from(), US_ASCII);
    into.partial = buffer[tags] == 'P';
    into.content(buffer, Math.min(content + 1, line.to()), line.to());
    return true;
  }
}
