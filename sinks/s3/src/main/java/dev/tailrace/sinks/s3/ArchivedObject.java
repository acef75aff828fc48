package dev.tailrace.sinks.s3;

import java.time.Instant;

/**
 * An object of the archive as a listing shows it.
 *
 * @param size its compressed length in bytes
 * @param storedAt when it was last written
 * @param storageClass as S3 names it, for example {@code STANDARD} or {@code GLACIER}
 */
public record ArchivedObject(String key, long size, Instant storedAt, String storageClass) {}
