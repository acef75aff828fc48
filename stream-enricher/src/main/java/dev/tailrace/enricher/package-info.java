/** Adds to log events what follows from them: the category, and facts such as the organization. */
package dev.tailrace.enricher;
