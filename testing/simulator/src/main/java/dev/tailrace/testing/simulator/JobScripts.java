package dev.tailrace.testing.simulator;

import java.nio.file.Path;

/** Makes the writers of a job. */
final class JobScripts {
  private final Path directory;
  private final ServiceLogs logs;
  private final Books books;
  private final Dice dice;

  JobScripts(Path directory, ServiceLogs logs, Books books, Dice dice) {
    this.directory = directory;
    this.logs = logs;
    this.books = books;
    this.dice = dice;
  }

  JobLines lines(RunPlan run, JobPlan job) {
    return new JobLines(logs, books, dice, run, job);
  }

  JobOutput output(RunPlan run, JobPlan job) {
    Path file =
        directory
            .resolve(WrittenFiles.JOBS)
            .resolve(run.repository().organization())
            .resolve(run.repository().name())
            .resolve(run.id())
            .resolve(job.id() + ".log");
    return new JobOutput(file, run, job, books, dice);
  }
}
