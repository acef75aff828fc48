package dev.tailrace.app;

/**
 * Adds subcommands to {@code tailrace}. What a checkout has and the image has not, such as the
 * quick start, is found through {@link java.util.ServiceLoader}.
 */
public interface TailraceCommands {

  /** An object annotated as a picocli command. */
  Object command();
}
