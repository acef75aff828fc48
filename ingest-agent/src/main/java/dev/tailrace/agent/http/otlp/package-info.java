/** OpenTelemetry's logs over HTTP, as protobuf and as JSON. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.agent.http.otlp;
