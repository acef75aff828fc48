package dev.tailrace.testing.child;

import java.util.ArrayList;
import java.util.List;

/**
 * How a child's JVM is set up.
 *
 * @param heapMegabytes the largest heap, in MiB, at least 32
 * @param flags further flags of the JVM, as on its command line
 */
public record JvmOptions(int heapMegabytes, List<String> flags) {

  private static final int SMALLEST_HEAP = 32;

  public JvmOptions {
    if (heapMegabytes < SMALLEST_HEAP) {
      throw new IllegalArgumentException(
          "heapMegabytes is " + heapMegabytes + "; give at least " + SMALLEST_HEAP);
    }
    flags = List.copyOf(flags);
  }

  /** Starts fast and takes little: serial collection and the first compiler only. */
  public static JvmOptions fastStart(int heapMegabytes) {
    return new JvmOptions(heapMegabytes, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
  }

  /** Runs as a server in production would: the JVM's own choice of compilers and collector. */
  public static JvmOptions throughput(int heapMegabytes) {
    return new JvmOptions(heapMegabytes, List.of());
  }

  List<String> commandLine() {
    List<String> line = new ArrayList<>(flags);
    line.add("-Xmx" + heapMegabytes + "m");
    line.add("-XX:+DisplayVMOutputToStderr"); // standard output belongs to the handshake
    return line;
  }
}
