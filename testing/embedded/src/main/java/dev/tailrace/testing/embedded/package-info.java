/** A real Kafka, a real Elasticsearch node and an S3 endpoint on loopback, each over a folder. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.testing.embedded;
