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

  /** What {@link #ends} adds: a line of each job, and two reports about it. */
  static final int ENDS = 3 * JOBS;

  private static final int STEP_LINES = 50;
  private static final String LAST_WORDS = "Cleaning up orphan processes";

  private final Instant began;
  private final List<Source> jobs = IntStream.range(0, JOBS).mapToObj(JobLogs::job).toList();
  private int given;

  /**
   * @param began when the first line was written
   */
  JobLogs(Instant began) {
    this.began = began;
  }

  /** The next lines of output, from job to job in turn. */
  List<ProducerRecord<byte[], byte[]>> next(int count) {
    List<ProducerRecord<byte[], byte[]>> lines = new ArrayList<>();
    for (int end = given + count; given < end; given++) {
      lines.add(jobs.get(given % JOBS).next(output(given), at(given)));
    }
    return lines;
  }

  /** How many lines there were so far. */
  int given() {
    return given;
  }

  private static String output(int number) {
    int ofJob = number / JOBS;
    return ofJob % STEP_LINES == 0
        ? "##[group]Run step-" + ofJob / STEP_LINES + ".sh"
        : "compiled module-" + ofJob + " of job-" + number % JOBS;
  }

  /** The last line of each job, and the reports of how the jobs went. */
  List<ProducerRecord<byte[], byte[]>> ends() {
    List<ProducerRecord<byte[], byte[]>> ends = new ArrayList<>();
    Source service = service();
    for (int job = 0; job < JOBS; job++) {
      ends.add(jobs.get(job).next(LAST_WORDS, at(given)));
      ends.add(service.next(report("job_started", job, at(0)), at(given)));
      ends.add(service.next(report("job_completed", job, at(given)), at(given)));
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

  private static Source service() {
    return new Source(
        JOBS,
        new SourceAttributes("host-1", "/var/log/ci/jobs.log", null, Authority.PLATFORM, Map.of()));
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
      byte[] bytes = line.getBytes(UTF_8);
      long from = offset;
      offset += bytes.length + 1;
      return new ProducerRecord<>(
          Topics.RAW.name(),
          null,
          time.toEpochMilli(),
          key,
          bytes,
          List.of(
              new RecordHeader(TailraceHeaders.OFFSET, TailraceHeaders.number(from)),
              new RecordHeader(TailraceHeaders.END, TailraceHeaders.number(offset)),
              attributes));
    }
  }
}
