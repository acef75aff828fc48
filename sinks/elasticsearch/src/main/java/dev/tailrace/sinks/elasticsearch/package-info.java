/** Hot storage: log events in one index of Elasticsearch per category and day. */
package dev.tailrace.sinks.elasticsearch;
