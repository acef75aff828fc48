/** Servers in a JVM of their own that never outlive the one that started them. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.testing.child;
