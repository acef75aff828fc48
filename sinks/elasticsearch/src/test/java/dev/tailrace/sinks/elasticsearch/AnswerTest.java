package dev.tailrace.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  @Test
  void createdIsStored() {
    assertThat(Answer.of(201, "", "")).isInstanceOf(Answer.Stored.class);
  }

  @Test
  void conflictIsADuplicate() {
    assertThat(Answer.of(409, "version_conflict_engine_exception", "exists"))
        .isInstanceOf(Answer.Duplicate.class);
  }

  @ParameterizedTest
  @CsvSource({
    "429, es_rejected_execution_exception",
    "500, internal_error",
    "503, unavailable_shards_exception",
    "403, cluster_block_exception",
    "401, security_exception",
    "400, validation_exception",
    "400, index_closed_exception",
    "404, index_not_found_exception"
  })
  void faultsOfTheClusterWait(int status, String type) {
    assertThat(Answer.of(status, type, "why")).isEqualTo(new Answer.Later(type + ": why"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, mapper_parsing_exception",
    "400, document_parsing_exception",
    "400, illegal_argument_exception",
    "413, too_large"
  })
  void faultsOfTheDocumentAreRefused(int status, String type) {
    assertThat(Answer.of(status, type, "why")).isEqualTo(new Answer.Refused(type + ": why"));
  }

  @Test
  void reasonsAreShortAndOnOneLine() {
    Answer answer = Answer.of(400, "mapper_parsing_exception", "a\nb" + "x".repeat(10_000));

    assertThat(((Answer.Refused) answer).reason()).hasSizeLessThan(600).doesNotContain("\n");
  }
}
