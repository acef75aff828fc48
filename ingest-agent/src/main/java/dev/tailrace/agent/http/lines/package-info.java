/** What a request's body becomes: lines, or a reason to refuse it. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.agent.http.lines;
