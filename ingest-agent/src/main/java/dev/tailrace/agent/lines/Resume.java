package dev.tailrace.agent.lines;

/**
 * Where to read on. The two streams of a container lie in one file and do not end their lines at
 * the same places: one may have been given to a byte up to which of the other something is missing.
 *
 * @param stdout what begins before this byte was given, of standard output and of sources that are
 *     no containers
 * @param stderr what begins before this byte was given, of standard error
 */
public record Resume(long stdout, long stderr) {

  /** Everything before a byte was given. */
  public static Resume at(long offset) {
    return new Resume(offset, offset);
  }

  /** The first byte that must be read again. */
  public long offset() {
    return Math.min(stdout, stderr);
  }

  long of(ContainerStream stream) {
    return stream == ContainerStream.STDOUT ? stdout : stderr;
  }
}
