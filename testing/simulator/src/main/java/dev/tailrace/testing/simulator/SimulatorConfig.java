package dev.tailrace.testing.simulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to simulate.
 *
 * @param directory where the log files are written; made if it does not exist
 * @param seed decides everything but the timestamps: the same seed and number of jobs give the same
 *     counts
 * @param jobsPerSecond how many jobs complete in a second of real time, more than 0; {@link
 *     Double#POSITIVE_INFINITY} is as fast as it goes
 * @param jobs how many jobs complete before the simulator finishes; null for endless
 * @param outputShare the share of jobs whose own output is written too, from 0 to 1
 * @param rotateBytes the size at which a service log is rotated, in bytes, more than 0
 */
public record SimulatorConfig(
    Path directory,
    long seed,
    double jobsPerSecond,
    @Nullable Long jobs,
    double outputShare,
    long rotateBytes) {

  /** The size at which service logs are rotated by default, in bytes. */
  public static final long ROTATE_BYTES = 8L << 20;

  /**
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  public SimulatorConfig {
    require(jobsPerSecond > 0, "jobsPerSecond must be more than 0: " + jobsPerSecond);
    require(jobs == null || jobs >= 0, "jobs must not be negative: " + jobs);
    require(outputShare >= 0 && outputShare <= 1, "outputShare must be 0 to 1: " + outputShare);
    require(rotateBytes > 0, "rotateBytes must be more than 0: " + rotateBytes);
  }

  /** An endless simulation that writes the output of every job. */
  public static SimulatorConfig endless(Path directory, long seed, double jobsPerSecond) {
    return new SimulatorConfig(directory, seed, jobsPerSecond, null, 1, ROTATE_BYTES);
  }

  /** So many jobs, as fast as it goes, with the output of every job. */
  public static SimulatorConfig of(Path directory, long seed, long jobs) {
    return new SimulatorConfig(directory, seed, Double.POSITIVE_INFINITY, jobs, 1, ROTATE_BYTES);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
