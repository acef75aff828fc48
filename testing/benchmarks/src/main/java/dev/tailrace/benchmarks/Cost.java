package dev.tailrace.benchmarks;

import java.util.Locale;

/**
 * What one run cost.
 *
 * @param bytes of input, without keys and headers
 * @param cpuSeconds of this process, all threads, compiler and collector included
 * @param wallSeconds from the first commit that processed something to the last
 */
record Cost(long bytes, double cpuSeconds, double wallSeconds) {

  double cpuSecondsPerGigabyte() {
    return cpuSeconds / (bytes / 1e9);
  }

  double megabytesPerSecond() {
    return bytes / 1e6 / wallSeconds;
  }

  String describe() {
    return String.format(
        Locale.ROOT, "%6.1f CPU-s/GB %7.1f MB/s", cpuSecondsPerGigabyte(), megabytesPerSecond());
  }
}
