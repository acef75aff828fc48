package dev.tailrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux tells of a process under {@code /proc}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessTimes {
  private static final double TICKS_A_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private ProcessTimes() {}

  /** CPU seconds of a running process, all threads, user and system. */
  static double cpuSeconds(long pid) throws IOException {
    String[] fields = fields(Files.readString(Path.of("/proc/" + pid + "/stat")));
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_A_SECOND;
  }

  /** CPU seconds of the children that a process has awaited, from the text of its stat file. */
  static double cpuSecondsOfChildren(String stat) {
    String[] fields = fields(stat);
    return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]))
        / TICKS_A_SECOND;
  }

  /** Behind the name of the program, which may hold blanks. */
  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
  }

  /** Resident memory of a running process, in megabytes of 10^6 bytes. */
  static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow(() -> new IOException("no VmRSS of process " + pid));
  }
}
