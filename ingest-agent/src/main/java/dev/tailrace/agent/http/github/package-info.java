/** GitHub's webhooks, and the CI events they report. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.agent.http.github;
