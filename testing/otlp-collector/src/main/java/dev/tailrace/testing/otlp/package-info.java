/** An OTLP endpoint for tests. */
package dev.tailrace.testing.otlp;
