package dev.tailrace.parser.failures;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of failures; the first that is found in a line counts.
 *
 * @param rank see {@link FailureRank}
 * @param name what it is about
 * @param words one of which every such line has
 * @param pattern where it is found; a line is untrusted, so its cost is linear in the line. Null if
 *     the words are enough
 */
record FailureRule(int rank, String name, List<String> words, @Nullable Pattern pattern) {
  /** What a logger puts before a program's output. */
  private static final String LOGGED = "^(?:(?:INFO|ERROR|WARNING|CRITICAL) +- +)?";

  static final List<FailureRule> TABLE =
      List.of(
          rule(10, "exit-code", "Process completed", "^Process completed with exit code"),
          rule(
              97,
              "crash",
              "PROCESS-CRASH,Sanitizer,eceived signal,egmentation fault" + ",core dumped",
              "PROCESS-CRASH|ERROR: (?:Address|Leak|Thread|Memory)Sanitizer"
                  + "|[Rr]eceived signal:? "
                  + "|[Ss]egmentation fault|\\(core dumped\\)"),
          rule(
              96,
              "unexpected",
              "TEST-UNEXPECTED-,FAILED",
              "TEST-UNEXPECTED-|^FAILED[ A-Z]*:? \\S+::"),
          rule(
              95,
              "platform",
              "shutdown signal,timed out,has exceeded,The job running,was cancel,lost communication"
                  + ",received SIG,No space left,OOMKilled,ut of memory,OutOfMemory",
              "^The runner has received a shutdown signal|^The action .* has timed out"
                  + "|^The job (?:running on runner|has exceeded)"
                  + "|^(?:Error: )?The operation was cancel"
                  + "|lost communication with the server|^received SIG[A-Z]+$"
                  + "|No space left on device|\\bOOMKilled\\b|[Oo]ut of memory|OutOfMemoryError"),
          rule(
              94,
              "compiler",
              "error,ERROR,cannot find,undefined ,ld returned",
              "^[^\\s\"'].*[:(]\\d+(?:[:,]\\d+)?\\)?: (?:fatal )?error(?: [A-Z]*\\d+)?:"
                  + "|^(?:\\[ERROR\\] )?\\S+\\.(?:java|kt|scala):.*\\d+.*(?:error|ERROR|cannot find)"
                  + "|error\\[E\\d+\\]|error TS\\d+:|\\berror CS\\d+:"
                  + "|"
                  + LOGGED
                  + " *error: (?:linking|could not compile)"
                  + "|undefined reference to|undefined symbol:|ld returned \\d"),
          rule(93, "interrupted", "!!!!!", "^!{5,} .* !{5,}$"),
          rule(92, "test-section", "____ ", "^_{4,} \\S.* _{4,}$"),
          rule(
              91,
              "test",
              "FAIL,ERROR,not ok,\u2715 ,\u2716 ,\u2717 ",
              "^\\s*--- FAIL: |^\\[  FAILED  \\] \\S+\\.\\S+|^test \\S+ \\.\\.\\. FAILED"
                  + "|^(?:FAIL|ERROR): \\S+ \\(|<<< (?:FAILURE|ERROR)!$|^not ok \\d"
                  + "|\\bFAIL: +\\S|^\\s*(?:\u2715|\u2716|\u2717) |^FAIL\\s+\\S+\\.(?:test|spec)\\."
                  + "|\\S+ > \\S.* FAILED$"),
          rule(
              91,
              "not-loaded",
              "Error,ClassNotFoundException",
              LOGGED
                  + "(?:SyntaxError|IndentationError|ImportError|ModuleNotFoundError|NameError"
                  + "|java\\.lang\\.(?:NoClassDefFoundError|ClassNotFoundException)"
                  + "|Error: Cannot find module)(?::|$)"),
          rule(
              90,
              "exception",
              "Error,Exception,Interrupt,Failure,Failed,panic,Uncaught ,Unhandled ",
              LOGGED
                  + "(?:[A-Za-z_][\\w.$]*\\.)?[A-Z]\\w*"
                  + "(?:Error|Exception|Interrupt|Failure|Failed)(?:: |$)"
                  + "|^panic: |^thread '.*' panicked|^Exception in thread|^Uncaught |^Unhandled "),
          rule(89, "signal", "SIGSEGV,SIGBUS,SIGABRT", "\\b(?:SIGSEGV|SIGBUS|SIGABRT)\\b"),
          rule(88, "cause", "Caused by: ", "^Caused by: "),
          rule(
              85,
              "fatal",
              "fatal: ,FATAL,rror: ,ERROR: ,ERR! ,command not found,ermission denied"
                  + ",onnection refused,onnection reset,Could not resolve,timed out after,***"
                  + ",npm error,FAILED",
              "^fatal: |\\bFATAL\\b|^error: |^ERROR: |^Error: |\\bERR! |: command not found"
                  + "|[Pp]ermission denied|[Cc]onnection (?:refused|reset)|Could not resolve host"
                  + "|timed out after|^make.*\\*\\*\\*|^npm error|BUILD FAILED|FAILED: "),
          rule(
              80,
              "lint",
              ">>> Lint, error ,: E,: F",
              "^>>> Lint for|^\\S+:\\d+:\\d+: [EF]\\d+ |\\d+:\\d+\\s+error\\s+\\S"),
          rule(
              70,
              "limit",
              "than the ,dirty,not allowed,not permitted,failed!",
              "\\b(?:more|less|larger|bigger|exceeds?) than the .*\\b(?:max|min|limit)"
                  + "|\\bdirty$|\\bnot (?:allowed|permitted)\\b|\\bfailed!"),
          rule(
              15,
              "status",
              "exit code,exit status,exited with,non-zero",
              "\\bexit(?:ed with)? (?:code|status) [1-9]|returned non-zero"),
          rule(20, "failure", "failed,Failed,failure,Failure,error,Error", null));

  /**
   * What has such words and is no failure: a command that is shown, a count of none, a test passed.
   */
  private static final Pattern NO_FAILURE =
      Pattern.compile(
          "^\\s*(?:\\+ |\\$ |echo |\\[command\\]|#)|^[^1-9]*\\b0 (?:errors?|failures?|failed)\\b"
              + "|\\bPASSED\\b|\\bxfail|\\bXFAIL|\\s-Werror|\\bfailed: 0\\b|\\bok$");

  private static FailureRule rule(int rank, String name, String words, @Nullable String pattern) {
    return new FailureRule(
        rank,
        name,
        List.of(words.split(",", -1)),
        pattern == null ? null : Pattern.compile(pattern));
  }

  /**
   * The row for a line; null if there is none.
   *
   * @param candidates the rows whose words the line has, a bit each
   */
  static @Nullable FailureRule of(String text, long candidates) {
    for (long rest = candidates; rest != 0; rest &= rest - 1) {
      FailureRule rule = TABLE.get(Long.numberOfTrailingZeros(rest));
      Pattern pattern = rule.pattern();
      if (pattern == null || pattern.matcher(text).find()) {
        return NO_FAILURE.matcher(text).find() ? null : rule;
      }
    }
    return null;
  }
}
