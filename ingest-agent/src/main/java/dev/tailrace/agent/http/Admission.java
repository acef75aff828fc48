package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;

/**
 * What a request's headers have shown, before its body is read.
 *
 * @param tenant whose lines they will be
 * @param maxBody in bytes, as sent
 * @param decoder makes lines of the body
 */
record Admission(String tenant, int maxBody, Decoder decoder) {

  /** Makes lines of one request's body as it was sent. */
  interface Decoder {
    /**
     * @param memory takes what the body expands to
     * @return how to answer when the lines are stored
     */
    Answer decode(byte[] body, LineBlock into, MemoryBudget.Share memory) throws Refused;

    /** How to answer when the lines cannot be accepted, in the form that the client expects. */
    Answer failure(Refused refused);
  }
}
