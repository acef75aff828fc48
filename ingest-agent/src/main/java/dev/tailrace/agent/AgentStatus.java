package dev.tailrace.agent;

import java.time.Instant;

/**
 * How far the agent is.
 *
 * @param files how many files are followed now
 * @param linesAcknowledged lines that Kafka has, since the data directory was created: the total is
 *     kept in the checkpoint, so it grows over restarts and can be compared with what is stored.
 *     Only lines of a file that was deleted between their acknowledgement and a crash, within one
 *     checkpoint interval, may be missing from it
 * @param bytesAcknowledged bytes of the sources that these lines cover, with their line ends
 * @param bytesUnread bytes of followed files behind the last acknowledged line
 * @param idle whether everything that was there at {@code checkedAt} has been read and
 *     acknowledged: files up to their last line end (with {@code complete-after}, up to their last
 *     byte), standard input up to its end
 * @param checkedAt when the last look for files began; the epoch before the first one
 */
public record AgentStatus(
    int files,
    long linesAcknowledged,
    long bytesAcknowledged,
    long bytesUnread,
    boolean idle,
    Instant checkedAt) {

  static final AgentStatus NOTHING_YET = new AgentStatus(0, 0, 0, 0, false, Instant.EPOCH);
}
