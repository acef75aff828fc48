package dev.tailrace.parser.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tailrace.schemas.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureRankTest {
  private static final String EXAMPLES =
      """
      exit-code    | Process completed with exit code 1.
      crash        | PROCESS-CRASH | dom/base/test | application crashed [@ mozalloc_abort]
      crash        | ==12==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010
      crash        | Segmentation fault (core dumped)
      unexpected   | TEST-UNEXPECTED-FAIL | browser/base/test.js | found 1, expected 2
      unexpected   | FAILED test/test_jit.py::TestJit::test_script - AssertionError
      unexpected   | FAILED CONSISTENTLY: test/test_jit.py::TestJit::test_script
      platform     | The runner has received a shutdown signal. This can happen when it is stopped.
      platform     | The action 'Test' has timed out after 240 minutes.
      platform     | The job running on runner GitHub Actions 2 has exceeded the maximum time
      platform     | Error: The operation was canceled.
      platform     | The self-hosted runner lost communication with the server.
      platform     | received SIGINT
      platform     | write /tmp/out: No space left on device
      platform     | state: OOMKilled
      platform     | java.lang.OutOfMemoryError: Java heap space
      compiler     | src/main.c:12:3: error: expected ';' before 'return'
      compiler     | main.cpp(12): fatal error C1083: Cannot open include file
      compiler     | [ERROR] /src/Main.java:[12,3] cannot find symbol
      compiler     | error[E0308]: mismatched types
      compiler     | src/app.ts(3,1): error TS2304: Cannot find name 'x'.
      compiler     | main.o: undefined reference to `f'
      compiler     | collect2: error: ld returned 1 exit status
      interrupted  | !!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!
      test-section | _______________ TestQueue.test_take _______________
      test         | --- FAIL: TestQueue (0.01s)
      test         | [  FAILED  ] QueueTest.Take (3 ms)
      test         | test queue::take ... FAILED
      test         | FAIL: test_take (tests.QueueTest)
      test         | [ERROR] QueueTest.take:12 <<< FAILURE!
      test         | not ok 3 - takes
      test         | \u2715 takes what was put (3 ms)
      test         | FAIL src/queue.test.ts
      test         | QueueTest > takes what was put FAILED
      not-loaded   | ModuleNotFoundError: No module named 'torch'
      not-loaded   | java.lang.NoClassDefFoundError: dev/acme/Queue
      exception    | java.lang.IllegalStateException: the queue is closed
      exception    | KeyError: 'count'
      exception    | panic: runtime error: index out of range
      exception    | thread 'main' panicked at src/main.rs:3:5
      signal       | Fatal Python error: SIGSEGV
      cause        | Caused by: the queue is closed
      fatal        | fatal: could not read from remote repository
      fatal        | npm error code ERESOLVE
      fatal        | bash: cargo: command not found
      fatal        | make: *** [Makefile:12: all] Error 2
      fatal        | BUILD FAILED in 3s
      lint         | >>> Lint for src/app.py:
      lint         | src/app.py:3:80: E501 line too long (83 > 79 characters)
      limit        | The diff is larger than the configured maximum, the limit
      limit        | HEAD is dirty
      limit        | pushing to main is not allowed
      status       | The command exited with code 2
      status       | Command '['git']' returned non-zero exit status
      failure      | 2 tests failed in 3.1s
      """;

  @ParameterizedTest
  @CsvSource(
      textBlock = EXAMPLES,
      delimiterString = "| ",
      maxCharsPerColumn = 200,
      quoteCharacter = '\u0000')
  void isOfItsRow(String row, String line) {
    FailureRule rule = FailureRule.of(line);

    assertNotNull(rule, "no row");
    assertEquals(row, rule.name());
  }

  @Test
  void eachRowHasAnExample() {
    Set<String> seen =
        EXAMPLES.lines().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
    Set<String> rows =
        new LinkedHashSet<>(FailureRule.TABLE.stream().map(FailureRule::name).toList());

    assertEquals(rows, seen.stream().collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Uploading artifact part 3",
        "+ grep error build.log",
        "echo \"Error: no token\"",
        "[command]/usr/bin/git fetch # error",
        "0 errors, 3 warnings",
        "Tests run: 118, Failures: 0, Errors: 0, Skipped: 2",
        "test_error_is_raised PASSED",
        "cc -Wall -Werror -c main.c",
        "passed: 3, failed: 0",
        "test errors::are_shown ... ok",
      })
  void isNoFailure(String line) {
    assertNull(FailureRule.of(line));
  }

  @Test
  void aLevelIsWorthMoreThanAWordAndLessThanAReason() {
    assertEquals(50, FailureRank.of("gave up", Level.ERROR));
    assertEquals(51, FailureRank.of("the upload failed", Level.ERROR));
    assertEquals(91, FailureRank.of("java.io.IOException: gone", Level.FATAL));
    assertEquals(10, FailureRank.of("Process completed with exit code 1.", Level.ERROR));
    assertEquals(98, FailureRank.of("PROCESS-CRASH", Level.ERROR));
  }

  @Test
  void looksAtTheFirstCharactersOnly() {
    assertEquals(0, FailureRank.of(" ".repeat(1000) + "FATAL", Level.INFO));
    assertEquals(85, FailureRank.of(" ".repeat(995) + "FATAL", Level.INFO));
    String cut = " ".repeat(994) + " dirty and more";
    assertEquals(70, FailureRank.of(cut, Level.INFO), "a line that is cut ends there");
  }

  /** The cost of a line is a step for each of its first characters, whatever they are. */
  @Test
  void hostileLinesCostNoMoreThanOthers() {
    String hostile = "a:1: > FAIL Error ".repeat(60);

    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            FailureRank.of(hostile, Level.INFO);
          }
        });
  }
}
