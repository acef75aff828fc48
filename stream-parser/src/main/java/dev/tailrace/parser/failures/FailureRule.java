package dev.tailrace.parser.failures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of failures; the first that is found in a line counts.
 *
 * @param rank see {@link FailureRank}
 * @param name what it is about
 * @param pattern where it is found
 */
record FailureRule(int rank, String name, LinePattern pattern) {
  /** What a logger puts before a program's output. */
  private static final String LOGGED = "^((INFO|ERROR|WARNING|CRITICAL) +- +)?";

  private static final String THROWN =
      LOGGED + "([A-Za-z_][\\w.$]*\\.)?[A-Z]\\w*(Error|Exception|Interrupt|Failure|Failed)";

  private static final String NOT_LOADED =
      LOGGED
          + "(SyntaxError|IndentationError|ImportError|ModuleNotFoundError|NameError"
          + "|java\\.lang\\.(NoClassDefFoundError|ClassNotFoundException)"
          + "|Error: Cannot find module)";

  static final List<FailureRule> TABLE =
      List.of(
          rule(10, "exit-code", "^Process completed with exit code"),
          rule(
              97,
              "crash",
              "PROCESS-CRASH",
              "ERROR: (Address|Leak|Thread|Memory)Sanitizer",
              "[Rr]eceived signal:? ",
              "[Ss]egmentation fault",
              "\\(core dumped\\)"),
          rule(96, "unexpected", "TEST-UNEXPECTED-", "^FAILED[ A-Z]*:? \\S+::"),
          rule(
              95,
              "platform",
              "^The runner has received a shutdown signal",
              "^The action .* has timed out",
              "^The job (running on runner|has exceeded)",
              "^(Error: )?The operation was cancel",
              "lost communication with the server",
              "^received SIG[A-Z]+$",
              "No space left on device",
              "\\bOOMKilled\\b",
              "[Oo]ut of memory",
              "OutOfMemoryError"),
          rule(
              94,
              "compiler",
              "^[^\\s\"'].*[:(]\\d+([:,]\\d+)?\\)?: (fatal )?error( [A-Z]*\\d+)?:",
              "^(\\[ERROR\\] )?\\S+\\.(java|kt|scala):.*\\d.*(error|ERROR|cannot find)",
              "error\\[E\\d+\\]",
              "error TS\\d+:",
              "\\berror CS\\d+:",
              LOGGED + " *error: (linking|could not compile)",
              "undefined reference to",
              "undefined symbol:",
              "ld returned \\d"),
          rule(93, "interrupted", "^!{5,} .* !{5,}$"),
          rule(92, "test-section", "^_{4,} \\S.* _{4,}$"),
          rule(
              91,
              "test",
              "^\\s*--- FAIL: ",
              "^\\[  FAILED  \\] \\S+\\.\\S+",
              "^test \\S+ \\.\\.\\. FAILED",
              "^(FAIL|ERROR): \\S+ \\(",
              "<<< (FAILURE|ERROR)!$",
              "^not ok \\d",
              "\\bFAIL: +\\S",
              "^\\s*(\u2715|\u2716|\u2717) ",
              "^FAIL\\s+\\S+\\.(test|spec)\\.",
              "\\S+ > \\S.* FAILED$"),
          rule(91, "not-loaded", NOT_LOADED + ":", NOT_LOADED + "$"),
          rule(
              90,
              "exception",
              THROWN + ": ",
              THROWN + "$",
              "^panic: ",
              "^thread '.*' panicked",
              "^Exception in thread",
              "^Uncaught ",
              "^Unhandled "),
          rule(89, "signal", "\\b(SIGSEGV|SIGBUS|SIGABRT)\\b"),
          rule(88, "cause", "^Caused by: "),
          rule(
              85,
              "fatal",
              "^fatal: ",
              "\\bFATAL\\b",
              "^(error|ERROR|Error): ",
              "\\bERR! ",
              ": command not found",
              "[Pp]ermission denied",
              "[Cc]onnection (refused|reset)",
              "Could not resolve host",
              "timed out after",
              "^make.*\\*\\*\\*",
              "^npm error",
              "BUILD FAILED",
              "FAILED: "),
          rule(
              80,
              "lint",
              "^>>> Lint for",
              "^\\S+:\\d+:\\d+: [EF]\\d+ ",
              "\\d:\\d+\\s+error\\s+\\S"),
          rule(
              70,
              "limit",
              "\\b(more|less|larger|bigger|exceeds?) than the (.*[^\\w])?(max|min|limit)",
              "\\bdirty$",
              "\\bnot (allowed|permitted)\\b",
              "\\bfailed!"),
          rule(15, "status", "\\bexit(ed with)? (code|status) [1-9]", "returned non-zero"),
          rule(20, "failure", "[Ff]ailed", "[Ff]ailure", "[Ee]rror"));

  /** What a line has that is of any row; nearly no line has, and that is all it then costs. */
  private static final LinePattern SUSPICIOUS =
      LinePattern.of(
          "[Ff]ail(e|u)",
          "rror",
          "xcept",
          "FA(IL|TAL)",
          "ERR",
          "fatal",
          "panic",
          "Interr",
          "Un(c|h)a",
          "Caused",
          "ss comp",
          "SS-CR",
          "nitize",
          "d sig",
          "ion fau",
          "re dum",
          "SIG",
          "T-UNEX",
          "wn sig",
          "d out",
          "exceed",
          "e job r",
          "s cancel",
          "st comm",
          "No space",
          "OOMK",
          "[Oo]f ?[Mm]emo",
          "annot fi",
          "undefin",
          "ld ret",
          "!!!!!",
          "____ ",
          "not ok",
          "[\u2715\u2716\u2717] ",
          "d not f",
          "n denied",
          "on re(fu|set)",
          "d not r",
          "^make",
          ">>> L",
          ": [EF]\\d",
          "than the",
          "dirty",
          "not (al|pe)",
          "exit",
          "non-z");

  /**
   * What has such words and is no failure: a command that is shown, a count of none, a test passed.
   */
  private static final LinePattern NO_FAILURE =
      LinePattern.of(
          "^\\s*(\\+ |\\$ |echo |\\[command\\]|#)",
          "^([^1-9]*[^\\w])?0 (errors?|failures?|failed)\\b",
          "\\bPASSED\\b",
          "\\bxfail",
          "\\bXFAIL",
          "\\s-Werror",
          "\\bfailed: 0\\b",
          "Failures: 0, Errors: 0\\b",
          "\\bok$");

  /** So much of a line counts, in characters. */
  private static final int LONGEST = 1000;

  private static FailureRule rule(int rank, String name, String... alternatives) {
    return new FailureRule(rank, name, LinePattern.of(alternatives));
  }

  /** The row for a line; null if there is none. */
  static @Nullable FailureRule of(String line) {
    char[] text = new char[Math.min(line.length(), LONGEST)];
    line.getChars(0, text.length, text, 0);
    if (!SUSPICIOUS.isIn(text) || NO_FAILURE.isIn(text)) {
      return null;
    }
    for (FailureRule rule : TABLE) {
      if (rule.pattern.isIn(text)) {
        return rule;
      }
    }
    return null;
  }
}
