package dev.tailrace.sinks.s3;

/** The process is killed here. */
final class Crash extends RuntimeException {}
