/**
 * A simulated CI platform. It writes the log files that a real one would and keeps account of what
 * they say, so that whatever is derived from the files can be compared with the truth.
 */
package dev.tailrace.testing.simulator;
