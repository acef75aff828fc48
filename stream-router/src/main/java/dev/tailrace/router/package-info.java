/** Sends each log event to its category's topic, to the live tail and, as CI event, to metrics. */
package dev.tailrace.router;
