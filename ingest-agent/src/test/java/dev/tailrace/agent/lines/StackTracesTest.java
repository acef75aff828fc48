package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.lines.MultilineConfig.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StackTracesTest {
  private static final LineShape TRACES =
      new LineShape(
          LineFormat.PLAIN,
          CarriageReturn.COLLAPSE,
          Encoding.AUTO,
          new MultilineConfig(null, null, List.of(Language.values()), null));

  private static List<String> events(String text) {
    List<String> events = new ArrayList<>();
    LineAssembler assembler = new LineAssembler(TRACES, 1 << 20, Resume.at(0), -1);
    byte[] bytes = text.getBytes(UTF_8);
    assembler.feed(bytes, bytes.length, line -> events.add(new String(line.copy(), UTF_8)));
    assembler.finish(line -> events.add(new String(line.copy(), UTF_8)));
    return events;
  }

  private static void assertOneEvent(String trace) {
    assertThat(events("before\n" + trace + "after\n"))
        .containsExactly("before", trace.substring(0, trace.length() - 1), "after");
  }

  @Test
  void joinsJava() {
    assertOneEvent(
        """
        Exception in thread "main" java.lang.IllegalStateException: no
        \tat a.B.c(B.java:10)
        \tat java.base/java.lang.Thread.run(Thread.java:840) ~[na:na]
        \tSuppressed: java.io.IOException: closing
        \t\tat a.B.close(B.java:20)
        Caused by: java.lang.RuntimeException
        \tat a.B.d(B.java:30)
        \t... 23 more
        """);
  }

  @Test
  void joinsJavaScriptAndDotNet() {
    assertOneEvent(
        """
        TypeError: Cannot read properties of undefined (reading 'x')
            at Object.<anonymous> (/app/a.js:1:7)
            at Module._compile (node:internal/modules/cjs/loader:1105:14)
        """);
    assertOneEvent(
        """
        System.InvalidOperationException: no
           at A.B() in a.cs:line 5
        --- End of stack trace from previous location ---
           at A.C()
        """);
  }

  @Test
  void joinsPython() {
    assertOneEvent(
        """
        Traceback (most recent call last):
          File "a.py", line 1, in <module>
            f()
            ~^^
          File "a.py", line 2, in f
            raise ValueError("x")
        ValueError: x

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "a.py", line 3, in <module>
        KeyboardInterrupt
        """);
  }

  @Test
  void joinsGo() {
    assertOneEvent(
        """
        panic: runtime error: index out of range [recovered]
        \tpanic: again
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]

        goroutine 1 [running]:
        main.f(0x0, {0x1, 0x2})
        \t/a/main.go:10 +0x1b
        main.main()
        \t/a/main.go:5 +0x20

        goroutine 7 [chan receive, 2 minutes]:
        created by main.main in goroutine 1
        \t/a/main.go:4 +0x30
        """);
  }

  @Test
  void holdsBackNothingElse() {
    LineAssembler assembler = new LineAssembler(TRACES, 1 << 20, Resume.at(0), -1);
    byte[] text = "a\n\n\tat b\n{\"message\":\"Error: x\"}\n  File \"c\"\n".getBytes(UTF_8);
    List<Long> next = new ArrayList<>();
    assembler.feed(text, text.length, line -> next.add(line.next()));

    assertThat(next).hasSize(5).endsWith((long) text.length);
    assertThat(assembler.grouped()).isFalse();
  }

  @Test
  void separatesTracesThatFollowEachOther() {
    assertThat(events("Error: a\n\tat b\nError: c\n\tat d\n"))
        .containsExactly("Error: a\n\tat b", "Error: c\n\tat d");
  }

  @Test
  void endsAGroupAtAThousandLines() {
    List<String> events = events("Error: a\n" + "\tat b\n".repeat(1002));

    assertThat(events).hasSize(4);
    assertThat(events.get(0).lines()).hasSize(1000);
  }
}
