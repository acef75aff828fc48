package dev.tailrace.parser;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a line is read with, beside its text.
 *
 * @param memory what is remembered of its source; may be changed
 * @param observed when it was read; gives the year to times that have none
 * @param zone of times that name none
 */
record LineSetting(SourceMemory memory, Instant observed, ZoneId zone) {}
