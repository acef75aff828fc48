package dev.tailrace.router.ledger;

import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.SourceSummary;

/** What the ledger of a job learns. */
sealed interface News {
  /** The job has ended. */
  record Ended(CiEvent event) implements News {}

  /** What has come of a source of the job. */
  record Source(SourceSummary summary) implements News {}
}
