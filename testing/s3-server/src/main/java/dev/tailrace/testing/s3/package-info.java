/** An S3 endpoint over a folder. */
@org.jspecify.annotations.NullMarked
package dev.tailrace.testing.s3;
