package dev.tailrace.enricher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.FactMember;
import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.StepKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a job and when they ran. A line belongs to the step that had begun and not yet ended
 * at the line's time: the time at which one step ends and the next begins is the next one's. A step
 * without end is still running. Where several ran, the line belongs to the one that began last; of
 * those that began together, to the one with the highest number.
 */
final class JobSteps {
  private static final int MOST = 1000;

  /** One step, and what it adds to a context. */
  record Step(
      long number,
      Instant started,
      @Nullable Instant completed,
      Map<String, Object> values,
      @Nullable JsonMembers members) {

    private boolean holds(Instant time) {
      return !time.isBefore(started) && (completed == null || time.isBefore(completed));
    }

    private boolean beganAfter(@Nullable Step other) {
      int order = other == null ? 1 : started.compareTo(other.started);
      return order > 0 || (order == 0 && other != null && number > other.number);
    }

    Map<String, Object> addTo(Map<String, Object> context) {
      return Facts.joined(context, members == null ? values : members);
    }
  }

  private final Step[] steps;

  private JobSteps(List<Step> steps) {
    this.steps = steps.toArray(Step[]::new);
  }

  /**
   * @throws IllegalArgumentException if it is no JSON object
   */
  static JobSteps read(byte[] json) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode node : Fact.object(json).path(FactMember.STEPS)) {
      Instant started = time(node.path(StepKeys.STARTED_AT));
      if (started != null && node.path(StepKeys.NUMBER).isInt() && steps.size() < MOST) {
        steps.add(step(node, started));
      }
    }
    return new JobSteps(steps);
  }

  private static Step step(JsonNode node, Instant started) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(ContextKeys.STEP_NUMBER, node.path(StepKeys.NUMBER).intValue());
    if (node.path(StepKeys.NAME).isTextual()) {
      values.put(ContextKeys.STEP_NAME, node.path(StepKeys.NAME).textValue());
    }
    return new Step(
        node.path(StepKeys.NUMBER).intValue(),
        started,
        time(node.path(StepKeys.COMPLETED_AT)),
        values,
        JsonMembers.of(values));
  }

  private static @Nullable Instant time(JsonNode node) {
    try {
      return node.isTextual() ? Instant.parse(node.textValue()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The step at a time; null if none ran. */
  @Nullable Step at(Instant time) {
    Step found = null;
    for (Step step : steps) {
      if (step.holds(time) && step.beganAfter(found)) {
        found = step;
      }
    }
    return found;
  }
}
