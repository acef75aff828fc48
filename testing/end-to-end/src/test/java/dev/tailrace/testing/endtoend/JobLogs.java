package dev.tailrace.testing.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.SourceAttributes;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The output of jobs and the reports of the service that runs them, as an agent sends them. The
 * same lines have the same bytes, times and offsets however often they are asked for.
 */
final class JobLogs {
  static final int JOBS = 24;

  private static final int STEP_LINES = 50;
  private static final String LAST_WORDS = "Cleaning up orphan processes";

  private final Instant began;

  /**
   * @param began when the first line was written
   */
  JobLogs(Instant began) {
    this.began = began;
  }

  /** So many lines of output, from job to job in turn. */
  List<ProducerRecord<byte[], byte[]>> lines(int count) {
    List<Source> sources = IntStream.range(0, JOBS).mapToObj(JobLogs::job).toList();
    return IntStream.range(0, count)
        .mapToObj(number -> sources.get(number % JOBS).next(output(number), at(number)))
        .toList();
  }

  private static String output(int number) {
    int ofJob = number / JOBS;
    return ofJob % STEP_LINES == 0
        ? "##[group]Run step-" + ofJob / STEP_LINES + ".sh"
        : "compiled module-" + ofJob + " of job-" + number % JOBS;
  }

  /**
   * What follows when so many lines were sent: each job's last line, and the reports of how the
   * jobs went.
   */
  List<ProducerRecord<byte[], byte[]>> ends(int sent) {
    List<ProducerRecord<byte[], byte[]>> ends = new ArrayList<>();
    Source service =
        new Source(
            JOBS,
            new SourceAttributes(
                "host-1", "/var/log/ci/jobs.log", null, Authority.PLATFORM, Map.of()));
    for (int job = 0; job < JOBS; job++) {
      Source source = job(job);
      for (int number = job; number < sent; number += JOBS) {
        source.pass(output(number));
      }
      ends.add(source.next(LAST_WORDS, at(sent)));
      ends.add(service.next(report("job_started", job, at(0)), at(sent)));
      ends.add(service.next(report("job_completed", job, at(sent)), at(sent)));
    }
    return ends;
  }

  private static String report(String event, int job, Instant time) {
    return """
        {"timestamp":"%s","level":"INFO","service":"runner","message":"%s","context":\
        {"run_id":"run-%d","job_id":"job-%d","repository":"acme/web","conclusion":"success"}}"""
        .formatted(time, event, job, job);
  }

  private Instant at(int number) {
    return began.plusMillis(number);
  }

  private static Source job(int job) {
    return new Source(
        job,
        new SourceAttributes(
            "host-1",
            "/jobs/run-" + job + ".log",
            null,
            Authority.JOB,
            Map.of(
                ContextKeys.REPOSITORY, "acme/web",
                ContextKeys.RUN_ID, "run-" + job,
                ContextKeys.JOB_ID, "job-" + job)));
  }

  /** A file, line by line. */
  private static final class Source {
    private final byte[] key;
    private final Header attributes;
    private long offset;

    private Source(int number, SourceAttributes attributes) {
      this.key = "%016x".formatted(number).getBytes(UTF_8);
      this.attributes = new RecordHeader(TailraceHeaders.ATTRIBUTES, attributes.toJson());
    }

    private ProducerRecord<byte[], byte[]> next(String line, Instant time) {
      long from = offset;
      pass(line);
      return new ProducerRecord<>(
          Topics.RAW.name(),
          null,
          time.toEpochMilli(),
          key,
          line.getBytes(UTF_8),
          List.of(
              new RecordHeader(TailraceHeaders.OFFSET, TailraceHeaders.number(from)),
              new RecordHeader(TailraceHeaders.END, TailraceHeaders.number(offset)),
              attributes));
    }

    private void pass(String line) {
      offset += line.getBytes(UTF_8).length + 1;
    }
  }
}
