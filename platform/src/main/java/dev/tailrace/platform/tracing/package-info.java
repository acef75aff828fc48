/**
 * Spans of the pipeline's own work, for a sample of the traces, sent by OTLP over HTTP.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OpenTelemetry Protocol</a>
 */
package dev.tailrace.platform.tracing;
