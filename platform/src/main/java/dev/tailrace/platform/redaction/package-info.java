/**
 * Takes secrets out of log lines before anything is written or sent. A scan for keywords finds the
 * few lines that can hold a secret ({@link
 * dev.tailrace.platform.redaction.RedactionSession#candidate}); a linear-time regular expression
 * decides there.
 */
package dev.tailrace.platform.redaction;
