package dev.tailrace.app.facts;

import dev.tailrace.schemas.FactKind;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a command is about. */
final class FactKey {
  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = KindConverter.class,
      description = "What it is a fact of: ${COMPLETION-CANDIDATES}.")
  private FactKind kind = FactKind.REPOSITORY;

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "Which one: RUNNER, ORGANIZATION/NAME, RUN/ATTEMPT or RUN/ATTEMPT/JOB.")
  private String key = "";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  FactKind kind() {
    return kind;
  }

  /**
   * The key.
   *
   * @throws ParameterException if nothing can be found under it
   */
  String key() {
    if (!kind.isKey(key)) {
      throw new ParameterException(
          spec.commandLine(),
          "the key of a " + kind + " cannot be '" + key + "'; write " + kind.keyForm());
    }
    return key;
  }

  @Override
  public String toString() {
    return kind + " " + key;
  }
}
