package dev.tailrace.agent.lines;

import org.jspecify.annotations.Nullable;

/** A line in the frame of a container runtime, taken apart. One object serves for all lines. */
final class ContainerFrame {
  ContainerStream stream = ContainerStream.STDOUT;
  @Nullable String time;

  /** Whether the line goes on in the stream's next frame. */
  boolean partial;

  /** Whether there is no such frame and the line stands for itself. */
  boolean damaged;

  byte[] buffer = {};
  int from;
  int to;

  private final CriFrames cri = new CriFrames();
  private final DockerFrames docker = new DockerFrames();

  void read(LineFormat format, Line line) {
    damaged = line.truncated() || !reads(format, line);
    if (damaged) {
      stream = ContainerStream.STDOUT;
      time = null;
      partial = false;
      content(line.buffer(), line.from(), line.to());
    }
  }

  private boolean reads(LineFormat format, Line line) {
    return switch (format) {
      case CRI -> cri.read(line, this);
      case DOCKER -> docker.read(line, this);
      case CONTAINER -> docker.read(line, this) || cri.read(line, this);
      case PLAIN -> false;
    };
  }

  void content(byte[] newBuffer, int newFrom, int newTo) {
    buffer = newBuffer;
    from = newFrom;
    to = newTo;
  }
}
