package dev.tailrace.parser.failures;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicOperations;
import dk.brics.automaton.RegExp;
import dk.brics.automaton.RunAutomaton;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of what stands in a line, as a table of states: a line is looked at once, a character
 * costs one step, whatever the line and however many alternatives there are.
 *
 * <p>An alternative is a regular expression with groups, classes (also {@code \d \s \w}, and {@code
 * \S} outside of brackets), {@code . ? * + {n,m} |}. It is looked for anywhere; {@code ^} at its
 * start and {@code $} at its end hold it to the ends of the text, {@code \b} at either to the
 * bounds of a word. A dot is any character but a newline.
 */
final class LinePattern {
  private static final char END = '\uFFFF';
  private static final String DIGIT = "0-9";
  private static final String WORD = "0-9A-Za-z_";
  private static final String BLANK = "\t\n\f\r ";
  private static final String ANYTHING = "(.|\n)*";

  // What a character leads to, beside a state.
  private static final int DEAD = -1;
  private static final int FOUND = -2;

  private static final int ASCII = 128;

  /** The first characters of the classes of characters that no alternative tells apart. */
  private final char[] classes;

  /** The class of each ASCII character. */
  private final char[] classOfAscii = new char[ASCII];

  /** For each state a row with an entry for each class: where the next state's row begins. */
  private final int[] next;

  private final int start;

  private LinePattern(List<Automaton> alternatives) {
    RunAutomaton automaton = new RunAutomaton(BasicOperations.union(alternatives), true);
    classes = automaton.getCharIntervals();
    for (char c = 0; c < ASCII; c++) {
      classOfAscii[c] = (char) found(c);
    }
    next = new int[automaton.getSize() * classes.length];
    for (int i = 0; i < next.length; i++) {
      int state = automaton.step(i / classes.length, classes[i % classes.length]);
      next[i] = state < 0 ? DEAD : automaton.isAccept(state) ? FOUND : state * classes.length;
    }
    start = automaton.getInitialState() * classes.length;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if an alternative cannot be read
   */
  static LinePattern of(String... alternatives) {
    return of(Arrays.asList(alternatives));
  }

  static LinePattern of(List<String> alternatives) {
    return new LinePattern(alternatives.stream().map(LinePattern::compiled).toList());
  }

  /** Whether it stands in a text. */
  boolean isIn(char[] text) {
    int state = start;
    for (char c : text) {
      state = next[state + classOf(c)];
      if (state < 0) {
        return state == FOUND;
      }
    }
    return next[state + classOf(END)] == FOUND;
  }

  private int classOf(char c) {
    return c < ASCII ? classOfAscii[c] : found(c);
  }

  private int found(char c) {
    int place = Arrays.binarySearch(classes, c);
    return place < 0 ? -place - 2 : place;
  }

  private static Automaton compiled(String alternative) {
    String body = alternative;
    String before = ANYTHING;
    String after = "";
    if (body.startsWith("^")) {
      before = "";
      body = body.substring(1);
    } else if (body.startsWith("\\b")) {
      before = "(" + ANYTHING + "[^" + WORD + "])?";
      body = body.substring(2);
    }
    if (body.endsWith("$")) {
      after = String.valueOf(END);
      body = body.substring(0, body.length() - 1);
    } else if (body.endsWith("\\b")) {
      after = "[^" + WORD + "]";
      body = body.substring(0, body.length() - 2);
    }
    return new RegExp(before + "(" + translated(body) + ")" + after, RegExp.NONE)
        .toAutomaton(false);
  }

  /** In the words of the library, which has no names for classes. */
  private static String translated(String body) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '\\') {
        out.append(escaped(body.charAt(++i), inClass));
      } else if (c == '"') {
        out.append("\\\"");
      } else {
        boolean negated = c == '^' && inClass && body.charAt(i - 1) == '[';
        inClass = c == '[' || (inClass && c != ']');
        out.append(c == '.' && !inClass ? "[^\n" + END + "]" : c);
        if (negated) {
          out.append(END);
        }
      }
    }
    return out.toString();
  }

  private static String escaped(char c, boolean inClass) {
    return switch (c) {
      case 'd' -> inClass ? DIGIT : "[" + DIGIT + "]";
      case 'w' -> inClass ? WORD : "[" + WORD + "]";
      case 's' -> inClass ? BLANK : "[" + BLANK + "]";
      case 'S' -> "[^" + BLANK + END + "]";
      default -> "\\" + c;
    };
  }
}
