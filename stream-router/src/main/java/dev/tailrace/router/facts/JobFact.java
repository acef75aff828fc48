package dev.tailrace.router.facts;

import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.FactMember;
import dev.tailrace.schemas.StepKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The steps of a job and when they ran, in the order in which they became known. */
final class JobFact {
  private static final int MOST = 1000;
  private static final double NANOS = 1e9;
  private static final double LONGEST = 1e8;

  private JobFact() {}

  static void step(CiEvent event, Map<String, Object> fact) {
    List<Map<String, Object>> steps = steps(fact);
    int number = (int) event.number(CiAttributes.STEP_NUMBER).orElse(0);
    Map<String, Object> step = new LinkedHashMap<>();
    steps.stream()
        .filter(known -> Integer.valueOf(number).equals(known.get(StepKeys.NUMBER)))
        .findFirst()
        .ifPresent(step::putAll);
    boolean known =
        steps.removeIf(other -> Integer.valueOf(number).equals(other.get(StepKeys.NUMBER)));
    if (!known && steps.size() >= MOST) {
      return;
    }
    step.put(StepKeys.NUMBER, number);
    event.text(CiAttributes.STEP_NAME).ifPresent(name -> step.put(StepKeys.NAME, name));
    if (event.type() == CiEventType.STEP_STARTED) {
      step.put(StepKeys.STARTED_AT, event.timestamp().toString());
    } else {
      step.put(StepKeys.COMPLETED_AT, event.timestamp().toString());
      started(event, step);
    }
    steps.add(step);
    fact.put(FactMember.STEPS, steps);
  }

  /** A step that ended says how long it took; without that, its reported start stays. */
  private static void started(CiEvent event, Map<String, Object> step) {
    OptionalDouble seconds = event.seconds(CiAttributes.DURATION);
    if (seconds.isPresent() && seconds.getAsDouble() < LONGEST) {
      Duration duration = Duration.ofNanos((long) (seconds.getAsDouble() * NANOS));
      step.put(StepKeys.STARTED_AT, event.timestamp().minus(duration).toString());
    }
  }

  /** No step outlives its job. */
  static void end(CiEvent event, Map<String, Object> fact) {
    List<Map<String, Object>> steps = steps(fact);
    for (Map<String, Object> step : steps) {
      if (step.get(StepKeys.STARTED_AT) instanceof String started
          && !Instant.parse(started).isAfter(event.timestamp())) {
        step.putIfAbsent(StepKeys.COMPLETED_AT, event.timestamp().toString());
      }
    }
    if (!steps.isEmpty()) {
      fact.put(FactMember.STEPS, steps);
    }
  }

  private static List<Map<String, Object>> steps(Map<String, Object> fact) {
    List<Map<String, Object>> steps = new ArrayList<>();
    if (fact.get(FactMember.STEPS) instanceof List<?> list) {
      for (Object item : list) {
        Map<String, Object> step = new LinkedHashMap<>();
        ((Map<?, ?>) item).forEach((key, value) -> step.put((String) key, value));
        steps.add(step);
      }
    }
    return steps;
  }
}
