/** What a line is, and how bytes become lines. */
@NullMarked
package dev.tailrace.agent.lines;

import org.jspecify.annotations.NullMarked;
