package dev.tailrace.testing.simulator;

/** A service of the platform that writes a log. */
enum Service {
  API("api", "api"),
  SCHEDULER("scheduler", "job-scheduler"),
  RUNNER("runner", "runner"),
  WORKER_MANAGER("worker-manager", "worker-manager"),
  WEBHOOKS("webhooks", "webhooks");

  private final String fileName;
  private final String serviceName;

  Service(String fileName, String serviceName) {
    this.fileName = fileName;
    this.serviceName = serviceName;
  }

  /** The name of its log file, without {@code .log}. */
  String fileName() {
    return fileName;
  }

  /** The value of {@code service} on its lines. */
  String serviceName() {
    return serviceName;
  }
}
