package dev.tailrace.schemas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What facts are kept of. A fact is a JSON object on a compacted topic; its members become keys of
 * the context of events, but for the steps of a job, which are found by a line's time.
 */
@SuppressWarnings("ImmutableEnumChecker") // what it holds is made once and never changed
public enum FactKind {
  /** Keyed by the runner's id. */
  RUNNER(
      Topics.RUNNER_FACTS,
      "RUNNER",
      Pattern.compile(".+"),
      List.of(
          FactMember.text(ContextKeys.POOL_ID),
          FactMember.text(ContextKeys.OS),
          FactMember.text(ContextKeys.REGION),
          FactMember.texts(ContextKeys.RUNNER_LABELS))),

  /** Keyed by the repository. */
  REPOSITORY(
      Topics.REPOSITORY_FACTS,
      "ORGANIZATION/NAME",
      Pattern.compile(".+"),
      List.of(
          FactMember.text(ContextKeys.ORGANIZATION),
          FactMember.text(ContextKeys.VISIBILITY),
          FactMember.text(ContextKeys.TEAM),
          FactMember.number(ContextKeys.RETENTION_DAYS))),

  /** Keyed by the run and which try of it. */
  RUN(
      Topics.RUN_FACTS,
      "RUN/ATTEMPT",
      Pattern.compile(".+/[1-9]\\d*"),
      List.of(
          FactMember.text(ContextKeys.TRIGGER_EVENT),
          FactMember.text(ContextKeys.BRANCH),
          FactMember.text(ContextKeys.SHA),
          FactMember.number(ContextKeys.ATTEMPT),
          FactMember.text(ContextKeys.WORKFLOW))),

  /** Keyed by the run, which try of it, and the job. */
  JOB(
      Topics.JOB_FACTS,
      "RUN/ATTEMPT/JOB",
      Pattern.compile(".+/[1-9]\\d*/.+"),
      List.of(FactMember.steps(FactMember.STEPS)));

  private final Topic<String, byte[]> topic;
  private final String keyForm;
  private final Pattern key;
  private final List<FactMember> members;

  FactKind(Topic<String, byte[]> topic, String keyForm, Pattern key, List<FactMember> members) {
    this.topic = topic;
    this.keyForm = keyForm;
    this.key = key;
    this.members = members;
  }

  /** Where facts of this kind are. */
  public Topic<String, byte[]> topic() {
    return topic;
  }

  /** How a key is written, for people. */
  public String keyForm() {
    return keyForm;
  }

  /** Whether something can be found under a key: a run's ends in a number from 1. */
  public boolean isKey(String text) {
    return !text.isBlank() && key.matcher(text).matches();
  }

  /** What a fact may say; anything else is ignored. */
  public List<FactMember> members() {
    return members;
  }

  /** The names of the members. */
  public List<String> names() {
    return members.stream().map(FactMember::name).toList();
  }

  public Optional<FactMember> member(String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** What people write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
