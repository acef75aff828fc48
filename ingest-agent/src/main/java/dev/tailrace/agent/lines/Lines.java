package dev.tailrace.agent.lines;

/** Takes the lines of a source in order. */
@FunctionalInterface
public interface Lines {
  void line(Line line);
}
