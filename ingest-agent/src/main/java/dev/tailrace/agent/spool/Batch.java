package dev.tailrace.agent.spool;

import java.util.concurrent.CompletableFuture;

/** The lines of one request on their way to the disk; each ends with a newline. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Batch(TenantSpool tenant, byte[] lines, CompletableFuture<Stored> answer) {}
