package dev.tailrace.parser.tests;

import dev.tailrace.parser.tests.TestResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines by which test runners report single tests: pytest, unittest, go test, cargo test,
 * jest, mocha, TAP, GoogleTest, CTest, Surefire and Gradle. Totals are not read, and of what a
 * runner says twice only once.
 */
public final class TestOutput {
  private static final String SUITE = "test.suite";
  private static final String VERBOSE = "test.pytest";
  private static final int LONGEST = 1000;

  private TestOutput() {}

  /**
   * @param message without time, marks of the platform and escape sequences
   * @param memory keeps the suite whose tests are being reported
   * @return null if the line says nothing of a test
   */
  public static @Nullable TestResult read(String message, Memory memory) {
    if (message.length() < 6 || message.length() > LONGEST) {
      return null;
    }
    int start = 0;
    while (start < message.length() && message.charAt(start) == ' ') {
      start++;
    }
    String text = start == 0 ? message : message.substring(start);
    if (text.isEmpty()) {
      return null;
    }
    return switch (text.charAt(0)) {
      case '-' -> go(text);
      case '[' -> bracketed(text, memory);
      case 't' -> cargoOrUnittest(text, memory);
      case 'R' -> cargoSuite(text, memory);
      case 'P', 'F', 'S', 'E' -> jestSuiteOrSummary(text, memory);
      case 'o', 'n' -> tap(text);
      case '✓', '✔', '√' -> marked(text, Outcome.PASSED, memory);
      case '✕', '✖', '✗', '×' -> marked(text, Outcome.FAILED, memory);
      case '○' -> marked(text, Outcome.SKIPPED, memory);
      default -> byEnd(text, memory);
    };
  }

  /** {@code --- FAIL: TestName (0.01s)}. */
  private static @Nullable TestResult go(String text) {
    Outcome outcome =
        text.startsWith("--- PASS: ")
            ? Outcome.PASSED
            : text.startsWith("--- FAIL: ")
                ? Outcome.FAILED
                : text.startsWith("--- SKIP: ") ? Outcome.SKIPPED : null;
    int open = text.lastIndexOf(" (");
    if (outcome == null || open < 10 || !text.endsWith("s)")) {
      return null;
    }
    return new TestResult(
        "go test",
        text.substring(10, open),
        outcome,
        Durations.seconds(text, open + 2, text.length() - 2));
  }

  private static @Nullable TestResult bracketed(String text, Memory memory) {
    if (text.startsWith("[gw")) {
      return xdist(text, memory);
    }
    if (text.startsWith("[ERROR] ")) {
      return surefire(text.substring("[ERROR] ".length()));
    }
    Outcome outcome =
        text.startsWith("[       OK ] ")
            ? Outcome.PASSED
            : text.startsWith("[  FAILED  ] ")
                ? Outcome.FAILED
                : text.startsWith("[  SKIPPED ] ") ? Outcome.SKIPPED : null;
    int open = text.lastIndexOf(" (");
    int dot = text.indexOf('.', 13);
    if (outcome == null || !text.endsWith(" ms)") || dot < 0 || dot > open) {
      return null; // without a duration it is the list at the end
    }
    return new TestResult(
        text.substring(13, dot),
        text.substring(dot + 1, open),
        outcome,
        Durations.millis(text, open + 2, text.length() - 4));
  }

  /** {@code [gw0] [ 12%] PASSED path::test}. */
  private static @Nullable TestResult xdist(String text, Memory memory) {
    int percent = text.indexOf("%] ");
    int space = percent < 0 ? -1 : text.indexOf(' ', percent + 3);
    if (space < 0) {
      return null;
    }
    memory.set(VERBOSE, "1");
    return pytest(text.substring(space + 1).strip(), text.substring(percent + 3, space));
  }

  /** {@code a.b.CTest.method -- Time elapsed: 0.01 s <<< FAILURE!}. */
  private static @Nullable TestResult surefire(String text) {
    int elapsed = text.indexOf("Time elapsed: ");
    if (elapsed < 0 || !(text.endsWith("<<< FAILURE!") || text.endsWith("<<< ERROR!"))) {
      return null;
    }
    String test = text.substring(0, elapsed).replace(" -- ", " ").strip();
    int bracket = test.endsWith(")") ? test.indexOf('(') : -1;
    boolean old = bracket > 0 && test.indexOf('.', bracket) > 0;
    int dot = test.lastIndexOf('.', bracket < 0 ? test.length() : bracket);
    if (test.startsWith("Tests run") || (dot < 0 && !old)) {
      return null;
    }
    int number = elapsed + "Time elapsed: ".length();
    return new TestResult(
        old ? test.substring(bracket + 1, test.length() - 1) : test.substring(0, dot),
        old ? test.substring(0, bracket) : test.substring(dot + 1),
        Outcome.FAILED,
        Durations.seconds(text, number, Math.max(number, text.indexOf(' ', number))));
  }

  /** {@code test a::b ... ok} of cargo, {@code test_a (module.Class) ... ok} of unittest. */
  private static @Nullable TestResult cargoOrUnittest(String text, Memory memory) {
    int dots = text.lastIndexOf(" ... ");
    if (dots < 0) {
      return byEnd(text, memory);
    }
    Outcome outcome = word(text.substring(dots + 5));
    if (outcome == null) {
      return null;
    }
    if (text.startsWith("test ") && dots > 5) {
      return new TestResult(suite(memory, "cargo test"), text.substring(5, dots), outcome, -1);
    }
    int open = text.indexOf(" (");
    int close = text.indexOf(')', Math.max(open, 0));
    return open < 0 || close < 0 || close > dots
        ? null
        : new TestResult(text.substring(open + 2, close), text.substring(0, open), outcome, -1);
  }

  private static @Nullable Outcome word(String said) {
    if (said.startsWith("ok")) {
      return Outcome.PASSED;
    }
    if (said.startsWith("FAIL") || said.startsWith("ERROR")) {
      return Outcome.FAILED;
    }
    return said.startsWith("ignored") || said.startsWith("skipped") ? Outcome.SKIPPED : null;
  }

  /** {@code Running unittests src/lib.rs (target/debug/deps/web-0af7)}. */
  private static @Nullable TestResult cargoSuite(String text, Memory memory) {
    int open = text.indexOf(" (target");
    if (text.startsWith("Running ") && open > 0) {
      memory.set(SUITE, text.substring(text.lastIndexOf(' ', open - 1) + 1, open));
    }
    return byEnd(text, memory);
  }

  /** {@code PASS src/a.test.ts} of jest; {@code FAILED path::test - why} of pytest's summary. */
  private static @Nullable TestResult jestSuiteOrSummary(String text, Memory memory) {
    int space = text.indexOf(' ');
    String word = space < 0 ? "" : text.substring(0, space);
    if (word.equals("PASS") || word.equals("FAIL")) {
      String file = text.substring(space + 1).strip();
      int end = file.indexOf(' ');
      memory.set(SUITE, end < 0 ? file : file.substring(0, end));
      return null;
    }
    boolean summary = word.equals("FAILED") || word.equals("SKIPPED") || word.equals("ERROR");
    if (summary && text.indexOf("::") > 0 && !text.startsWith(" - ", space)) {
      int dash = text.indexOf(" - ", space + 1);
      return memory.get(VERBOSE) != null
          ? null
          : pytest(text.substring(space + 1, dash < 0 ? text.length() : dash).strip(), word);
    }
    return byEnd(text, memory);
  }

  private static @Nullable TestResult pytest(String test, String word) {
    int colons = test.indexOf("::");
    Outcome outcome =
        switch (word) {
          case "PASSED", "XPASS" -> Outcome.PASSED;
          case "FAILED", "ERROR" -> Outcome.FAILED;
          case "SKIPPED", "XFAIL" -> Outcome.SKIPPED;
          default -> null;
        };
    return colons < 1 || outcome == null
        ? null
        : new TestResult(test.substring(0, colons), test.substring(colons + 2), outcome, -1);
  }

  /** {@code ok 1 - name}, {@code not ok 2 - name # SKIP why}. */
  private static @Nullable TestResult tap(String text) {
    boolean failed = text.startsWith("not ok ");
    int number = failed ? 7 : 3;
    if ((!failed && !text.startsWith("ok "))
        || number >= text.length()
        || !Character.isDigit(text.charAt(number))) {
      return null;
    }
    int dash = text.indexOf(" - ", number);
    if (dash < 0) {
      return null;
    }
    int hash = text.indexOf(" # ", dash);
    boolean skipped =
        hash > 0 && (text.startsWith("SKIP", hash + 3) || text.startsWith("TODO", hash + 3));
    Outcome ran = failed ? Outcome.FAILED : Outcome.PASSED;
    return new TestResult(
        "tap",
        text.substring(dash + 3, hash < 0 ? text.length() : hash),
        skipped ? Outcome.SKIPPED : ran,
        -1);
  }

  /** {@code ✓ adds numbers (5 ms)} of jest and mocha. */
  private static @Nullable TestResult marked(String text, Outcome outcome, Memory memory) {
    String name = text.substring(1).strip();
    if (name.startsWith("skipped ")) {
      name = name.substring("skipped ".length());
    }
    long duration = -1;
    int open = name.lastIndexOf(" (");
    if (open > 0 && name.endsWith("ms)")) {
      duration = Durations.millis(name, open + 2, name.length() - 3);
      name = name.substring(0, open);
    }
    return name.isEmpty() || memory.get(SUITE) == null
        ? null
        : new TestResult(suite(memory, ""), name, outcome, duration);
  }

  /** {@code path::test PASSED [ 17%]} of pytest, {@code CTest > method() FAILED} of Gradle. */
  private static @Nullable TestResult byEnd(String text, Memory memory) {
    int colons = text.indexOf("::");
    if (colons > 0) {
      int space = text.indexOf(' ', colons);
      int end = space < 0 ? -1 : text.indexOf(' ', space + 1);
      TestResult result =
          space < 0
              ? null
              : pytest(
                  text.substring(0, space),
                  text.substring(space + 1, end < 0 ? text.length() : end));
      if (result != null) {
        memory.set(VERBOSE, "1");
      }
      return result;
    }
    int arrow = text.indexOf(" > ");
    return arrow > 0 ? gradle(text, arrow) : ctest(text);
  }

  private static @Nullable TestResult gradle(String text, int arrow) {
    int space = text.lastIndexOf(' ');
    Outcome outcome =
        switch (text.substring(space + 1)) {
          case "PASSED" -> Outcome.PASSED;
          case "FAILED" -> Outcome.FAILED;
          case "SKIPPED" -> Outcome.SKIPPED;
          default -> null;
        };
    return outcome == null || space < arrow + 3
        ? null
        : new TestResult(text.substring(0, arrow), text.substring(arrow + 3, space), outcome, -1);
  }

  /** {@code 3/10 Test #3: name .... Passed 0.01 sec}. */
  private static @Nullable TestResult ctest(String text) {
    int hash = text.charAt(0) <= '9' && text.endsWith(" sec") ? text.indexOf(" Test ") : -1;
    int colon = hash < 0 ? -1 : text.indexOf(": ", hash);
    int dots = colon < 0 ? -1 : text.indexOf(" ..", colon);
    if (dots < colon + 2) {
      return null;
    }
    int start = text.lastIndexOf(' ', text.length() - 5) + 1;
    return new TestResult(
        "ctest",
        text.substring(colon + 2, dots),
        text.contains(" Passed ") ? Outcome.PASSED : Outcome.FAILED,
        Durations.seconds(text, start, text.length() - 4));
  }

  private static String suite(Memory memory, String otherwise) {
    String known = memory.get(SUITE);
    return known == null ? otherwise : known;
  }
}
