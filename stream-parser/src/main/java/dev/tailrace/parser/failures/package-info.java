/** Finds what a failed job failed of: lines that look like a reason, and lines that are alike. */
package dev.tailrace.parser.failures;
