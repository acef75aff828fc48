package dev.tailrace.parser.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestOutputTest {
  private static final class Remembered implements Memory {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public @Nullable String get(String key) {
      return values.get(key);
    }

    @Override
    public void set(String key, @Nullable String value) {
      if (value == null) {
        values.remove(key);
      } else {
        values.put(key, value);
      }
    }
  }

  private static List<TestResult> read(String... lines) {
    Memory memory = new Remembered();
    return Stream.of(lines)
        .map(line -> TestOutput.read(line, memory))
        .filter(Objects::nonNull)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tests/a_test.py::test_x PASSED [ 17%]               |tests/a_test.py|test_x     |passed |-1",
        "tests/a_test.py::C::test_x SKIPPED (no net) [ 17%]  |tests/a_test.py|C::test_x  |skipped|-1",
        "[gw0] [  5%] FAILED tests/a_test.py::test_x         |tests/a_test.py|test_x     |failed |-1",
        "FAILED tests/a_test.py::test_x - assert 1 == 2      |tests/a_test.py|test_x     |failed |-1",
        "--- FAIL: TestX (0.25s)                             |go test        |TestX      |failed |250",
        "    --- PASS: TestX/sub (0.00s)                     |go test        |TestX/sub  |passed |0",
        "test a::b ... ok                                    |cargo test     |a::b       |passed |-1",
        "test a::b ... ignored                               |cargo test     |a::b       |skipped|-1",
        "[       OK ] Suite.Name (3 ms)                      |Suite          |Name       |passed |3",
        "[  FAILED  ] Suite.Name (3 ms)                      |Suite          |Name       |failed |3",
        "ok 1 - adds                                         |tap            |adds       |passed |-1",
        "not ok 2 - adds # SKIP slow                         |tap            |adds       |skipped|-1",
        "CTest > adds() FAILED                               |CTest          |adds()     |failed |-1",
        "[ERROR] a.b.CTest.adds -- Time elapsed: 0.01 s <<< FAILURE!|a.b.CTest|adds      |failed |10",
        " 3/10 Test #3: name .......   Passed    0.01 sec    |ctest          |name       |passed |10",
      })
  void readsWhatARunnerSaysOfATest(
      String line, String suite, String name, String outcome, long millis) {
    assertThat(read(line))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.suite()).isEqualTo(suite);
              assertThat(result.name()).isEqualTo(name);
              assertThat(result.outcome().id()).isEqualTo(outcome);
              assertThat(result.durationMillis()).isEqualTo(millis);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ERROR] Tests run: 5, Failures: 1, Errors: 0, Time elapsed: 0.1 s <<< FAILURE!",
        "[  FAILED  ] Suite.Name",
        "ok  \tgithub.com/a/b\t0.4s",
        "ok, that is done",
        "test result: FAILED. 1 passed; 1 failed",
        "Downloading a::b from somewhere",
        "not ok ",
        "   ok ",
        "test ... ok",
        "FAILED - a::b",
        "1/1 Test #1: ... Passed 0.01 sec",
      })
  void leavesOtherLinesAlone(String line) {
    assertThat(read(line)).isEmpty();
  }

  @Test
  void countsATestOnceThatPytestRepeatsInItsSummary() {
    assertThat(
            read("a.py::test_x FAILED [100%]", "= short summary =", "FAILED a.py::test_x - boom"))
        .hasSize(1);
  }

  @Test
  void takesTheSuiteFromTheLineBefore() {
    assertThat(read("PASS src/a.test.ts", "  ✓ adds numbers (5 ms)"))
        .containsExactly(
            new TestResult("src/a.test.ts", "adds numbers", TestResult.Outcome.PASSED, 5));
  }

  @Provide
  Arbitrary<String> almostResults() {
    return Arbitraries.of(
            "test",
            " ",
            "...",
            "ok",
            "not",
            "FAILED",
            "PASSED",
            "-",
            "::",
            "(",
            ")",
            "#",
            "1",
            ":",
            "Test",
            "/",
            ".",
            "sec",
            "ms)",
            "s)",
            "[",
            "]",
            "[ERROR]",
            "Time elapsed:",
            "<<< ERROR!",
            "[gw0]",
            "%] ",
            ">",
            "✓",
            "--- FAIL: ",
            "[       OK ] ",
            "Running",
            "(target",
            "a")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property
  void readsAnythingWithoutFailing(@ForAll("almostResults") String line) {
    Memory memory = new Remembered();
    memory.set("test.suite", "suite");

    TestResult result = TestOutput.read(line, memory);

    assertThat(result == null || line.contains(result.name())).isTrue();
  }
}
