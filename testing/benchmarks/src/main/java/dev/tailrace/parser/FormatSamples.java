package dev.tailrace.parser;

/** A line of each format. */
public enum FormatSamples {
  SCHEMA(
      """
      {"timestamp":"2024-01-15T10:35:22.123Z","level":"INFO","service":"job-scheduler",\
      "trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331",\
      "message":"Job assigned to runner 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",\
      "context":{"job_name":"build","workflow":"ci.yml","runner_id":"runner_9f86d081884c",\
      "queue_wait_ms":2340,"priority":"normal","pool_id":"linux-x64-large","conclusion":"success",\
      "step_number":4}}"""),
  ECS(
      """
      {"@timestamp":"2024-01-15T10:35:22.123Z","log.level":"INFO","message":"Job assigned",\
      "service.name":"job-scheduler","ecs.version":"1.2.0","log.logger":"dev.acme.Queue",\
      "process.thread.name":"main","trace.id":"0af7651916cd43dd8448eb211c80319c"}"""),
  LOGFMT(
      """
      time=2024-01-15T10:35:22.123Z level=warning msg="cache is full" service=cache used=98 \
      path=/var/cache"""),
  GITHUB_ACTIONS(
      "2024-01-15T10:35:22.1234567Z Downloaded from central:"
          + " https://repo.maven.apache.org/maven2/org/slf4j/slf4j-api.jar (68 kB)"),
  KLOG("I0115 10:35:22.123456       1 controller.go:118] Starting the workers of the queue"),
  SYSLOG("<34>1 2024-01-15T10:35:22.123Z host-1 sshd 4711 ID47 - Connection closed by 10.0.0.1"),
  PLAIN("src/core/session.cc:118:23: warning: unused variable 'count' [-Wunused-variable]");

  private final String line;

  FormatSamples(String line) {
    this.line = line;
  }

  String line() {
    return line;
  }
}
