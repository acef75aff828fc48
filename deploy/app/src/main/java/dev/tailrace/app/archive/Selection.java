package dev.tailrace.app.archive;

import dev.tailrace.sinks.s3.ArchiveQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events of the archive a command is about. */
final class Selection extends Extent {
  @Option(
      names = "--repository",
      paramLabel = "ORG/REPO",
      description = "Only events of this repository.")
  private @Nullable String repository;

  @Option(names = "--job", paramLabel = "ID", description = "Only events of this job.")
  private @Nullable String job;

  @Override
  ArchiveQuery query(Instant now) {
    return query(now, repository, job);
  }
}
