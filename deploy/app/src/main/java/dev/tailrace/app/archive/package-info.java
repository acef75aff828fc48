/** Commands that look into the archive, and bring back what is there. */
package dev.tailrace.app.archive;
