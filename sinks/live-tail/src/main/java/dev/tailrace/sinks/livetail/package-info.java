/** The live tail: log lines as server-sent events, a page to watch them, and a client. */
package dev.tailrace.sinks.livetail;
