package dev.tailrace.enricher;

import dev.tailrace.schemas.Category;
import java.util.function.Predicate;

/**
 * A row of the table of categories.
 *
 * @param name says what it is about
 * @param matches whether it applies to an event
 * @param category where the event is then filed
 */
record CategoryRule(String name, Predicate<Traits> matches, Category category) {}
