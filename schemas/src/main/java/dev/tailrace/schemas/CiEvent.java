package dev.tailrace.schemas;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on the CI/CD platform: a job was queued, a runner went away. Attributes
 * are named by the OpenTelemetry semantic conventions; see {@link CiAttributes}.
 *
 * @param eventId names the event; the same event always has the same id
 * @param type what happened
 * @param timestamp when, by the clock of the service that reported it
 * @param traceId W3C trace id, if any
 * @param spanId W3C span id, if any
 * @param attributes text, numbers and booleans; at least those that {@link CiEventType#required()}
 *     names
 */
public record CiEvent(
    String eventId,
    CiEventType type,
    Instant timestamp,
    @Nullable String traceId,
    @Nullable String spanId,
    Map<String, Object> attributes) {

  /**
   * @throws IllegalArgumentException if a required attribute is missing; the message names it
   */
  public CiEvent {
    attributes = Map.copyOf(attributes);
    for (String name : type.required()) {
      if (!attributes.containsKey(name)) {
        throw new IllegalArgumentException(type.id() + " lacks " + name);
      }
    }
  }

  /**
   * The key on {@code ci.events}: all events of one job, or of one run, or of one runner, share it
   * and so stay in order.
   */
  public String key() {
    return switch (type.subject()) {
      case JOB -> runKey() + "/" + text(CiAttributes.TASK_RUN_ID).orElse("");
      case RUN -> runKey();
      case RUNNER -> text(CiAttributes.WORKER_ID).orElse("");
      case PLATFORM -> text(CiAttributes.REPOSITORY).orElse(type.id());
    };
  }

  private String runKey() {
    return text(CiAttributes.RUN_ID).orElse("") + "/" + number(CiAttributes.RUN_ATTEMPT).orElse(1);
  }

  public Optional<String> text(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).map(Object::toString);
  }

  public OptionalLong number(String attribute) {
    return attributes.get(attribute) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** A duration attribute in seconds. */
  public OptionalDouble seconds(String attribute) {
    return attributes.get(attribute) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
