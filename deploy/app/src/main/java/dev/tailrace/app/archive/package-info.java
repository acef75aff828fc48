/**
 * Commands that look into the archive, bring back what is there, and search it with what is hot.
 */
package dev.tailrace.app.archive;
