/** {@code tailrace facts}: looks at what the enricher knows, and says what it is to know. */
package dev.tailrace.app.facts;
