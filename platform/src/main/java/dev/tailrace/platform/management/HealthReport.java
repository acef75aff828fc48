package dev.tailrace.platform.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tailrace.platform.management.Health.Status;
import dev.tailrace.schemas.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The health of all components of a process, as one document. */
final class HealthReport {
  private final List<? extends Component> components;

  HealthReport(List<? extends Component> components) {
    this.components = List.copyOf(components);
  }

  /** Whether the process should be left running. */
  boolean live() {
    return components.stream().allMatch(component -> safeCheck(component).live());
  }

  /** Whether every component works. */
  boolean ready() {
    return components.stream()
        .noneMatch(component -> safeCheck(component).status() == Status.UNHEALTHY);
  }

  /** {@code {"status": ..., "timestamp": ..., "checks": {name: {"status": ..., ...}}}}. */
  byte[] json() {
    Map<String, Object> checks = new LinkedHashMap<>();
    Status worst = Status.HEALTHY;
    for (Component component : components) {
      Health health = safeCheck(component);
      worst = health.status().compareTo(worst) > 0 ? health.status() : worst;
      checks.put(component.name(), describe(health));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("status", worst.id());
    report.put("timestamp", Instant.now().toString());
    report.put("checks", checks);
    try {
      return Json.MAPPER.writeValueAsBytes(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> describe(Health health) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("status", health.status().id());
    if (health.error() != null) {
      check.put("error", health.error());
    }
    check.putAll(health.details());
    return check;
  }

  private static Health safeCheck(Component component) {
    try {
      return component.check();
    } catch (RuntimeException e) {
      return Health.unhealthy("the check failed: " + e, Map.of());
    }
  }
}
