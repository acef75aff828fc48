package dev.tailrace.parser;

import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceSummary;

/** What leaves the parser. */
sealed interface Parsed {
  record Event(LogEvent event) implements Parsed {}

  /** A line of which no event could be made. */
  record Letter(DeadLetter letter) implements Parsed {}

  /** What has come of a source so far. */
  record Summary(SourceSummary summary) implements Parsed {}
}
