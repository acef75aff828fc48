/** What the sinks of log events share: the consumer loop that acknowledges only what is durable. */
package dev.tailrace.sinks.core;
