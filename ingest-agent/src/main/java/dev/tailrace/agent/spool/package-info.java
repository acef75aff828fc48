/**
 * A bounded queue on disk for lines that came without a file of their own. Its segments are plain
 * files of lines, which the agent follows like any others.
 */
@org.jspecify.annotations.NullMarked
package dev.tailrace.agent.spool;
