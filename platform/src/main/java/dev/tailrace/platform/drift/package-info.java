/** What differs between servers and what would be installed on them. */
package dev.tailrace.platform.drift;
