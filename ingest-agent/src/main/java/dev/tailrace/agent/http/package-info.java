/** HTTP inputs: lines in, answered once they are durable in the spool. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.agent.http;
