package dev.tailrace.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "failed, the upload Failed, true",
    "upload FAILED, failed: the upload, true",
    "fail, the upload failed, false",
    "queue 17, queue-17 is full, true",
    "7, queue-17 is full, false",
    "'', anything, true",
    "'.?!', anything, true",
    "größe, DIE GRÖSSE, false",
    "größe, die Größe?, true",
    "a, banana a, true",
  })
  void areInAMessageAsWordsOfTheirOwn(String words, String message, boolean expected) {
    assertThat(new Words(words).areIn(message)).isEqualTo(expected);
  }
}
