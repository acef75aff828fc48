/** A real single-node Elasticsearch, assembled from the libraries that are published. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.testing.elasticsearch;
