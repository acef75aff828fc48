package dev.tailrace.benchmarks;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.StructuredLogger;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Lines in the platform's log schema, about 450 bytes each. */
final class SchemaLines {
  private static final String[] MESSAGES = {
    "Job assigned to runner",
    "step_completed",
    "Runner accepted the job",
    "Cache restored from key",
    "Uploading artifact part",
    "Heartbeat received",
    "Queue inspected by the scheduler"
  };

  private final Random random;

  SchemaLines(Random random) {
    this.random = random;
  }

  /**
   * @param source names the repository
   */
  byte[] next(int source) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put(ContextKeys.JOB_ID, "job_" + hex(16));
    context.put(ContextKeys.RUN_ID, "run_" + hex(16));
    context.put(ContextKeys.REPOSITORY, "org-" + source % 7 + "/repo-" + source);
    context.put(ContextKeys.WORKFLOW, "ci.yml");
    context.put(ContextKeys.RUNNER_ID, "runner_" + hex(12));
    context.put(ContextKeys.QUEUE_WAIT_MS, random.nextInt(60_000));
    context.put(ContextKeys.PRIORITY, "normal");
    new StructuredLogger("job-scheduler", Clock.systemUTC(), line::writeBytes)
        .inSpan(hex(32), hex(16))
        .info(MESSAGES[random.nextInt(MESSAGES.length)] + " " + hex(40), context);
    byte[] withNewline = line.toByteArray();
    return Arrays.copyOf(withNewline, withNewline.length - 1);
  }

  private String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}
