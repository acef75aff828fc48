package dev.tailrace.platform.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Redaction of one source: whether it is within a private key, and the values that its job has
 * declared secret. For one thread at a time; sessions of a job may be on different threads.
 *
 * <p>A reader asks {@link #candidate} where in its buffer a secret may begin and passes the line
 * that holds the place to {@link #redact}. While the session is {@link #attentive}, it passes every
 * line.
 */
public final class RedactionSession {
  /** What is replaced may, with what is around it, be found once more. */
  private static final int MOST_PASSES = 8;

  private final Redactor redactor;
  private final JobLiterals literals;
  private final PrivateKeyBlock key = new PrivateKeyBlock();
  private boolean keyCounted;
  private int declared;

  RedactionSession(Redactor redactor, JobLiterals literals) {
    this.redactor = redactor;
    this.literals = literals;
  }

  /**
   * The first place at or after {@code from} near which a secret or a declaration of one may be; or
   * {@code to}. In a line that holds no such place {@link #redact} changes nothing, unless the
   * session is {@link #attentive}. Allocates nothing.
   *
   * @param buffer any number of lines; {@code from} is the start of one, or a place in one up to
   *     which there was none
   */
  public int candidate(byte[] buffer, int from, int to) {
    return literals.scanner().first(buffer, from, to);
  }

  /** Whether every line must be passed to {@link #redact}: within a private key. */
  public boolean attentive() {
    return key.isOpen();
  }

  /**
   * Takes the next line.
   *
   * @param line without its line end; not changed
   * @return the line with {@code [REDACTED:rule]} in the place of each secret; the same array if
   *     there is none
   */
  public byte[] redact(byte[] line) {
    if (!attentive() && candidate(line, 0, line.length) == line.length) {
      return line;
    }
    return search(line);
  }

  /**
   * Declares a value secret, in every line to come of the job's sources, also as JSON, URLs and
   * base64 have it. Of several lines each counts for itself; what is shorter than 3 bytes is not
   * looked for, nor what comes after 1000 values or 64 KiB.
   */
  public void mask(String value) {
    declared++;
    if (!literals.add(value)) {
      redactor.listener().literalRefused();
    }
  }

  /** How many values were declared secret so far, by the source or by {@link #mask}. */
  public int declared() {
    return declared;
  }

  /** The same without looking first whether there is a candidate. */
  byte[] search(byte[] line) {
    VisibleText visible = VisibleText.differs(line) ? VisibleText.of(line) : null;
    byte[] text = visible == null ? line : visible.text();
    Findings findings = new Findings(line, redactor.ids());
    Search.Found found = adder(findings, visible);
    learn(text, found);
    followKey(text, found);
    byte[] result = replace(line, visible, findings);
    byte[] last = line;
    for (int pass = 1; pass < MOST_PASSES && result != last; pass++) {
      last = result;
      visible = VisibleText.differs(last) ? VisibleText.of(last) : null;
      result = replace(last, visible, new Findings(last, redactor.ids()));
    }
    return result;
  }

  private void learn(byte[] text, Search.Found found) {
    literals
        .scanner()
        .each(
            text,
            (keyword, at) -> {
              if (keyword.owner() instanceof MaskCommand) {
                declare(text, keyword, at, found);
              }
            });
  }

  private void declare(byte[] text, Keyword keyword, int at, Search.Found found) {
    int from = MaskCommand.valueStart(text, keyword, at);
    if (from >= 0) {
      int to = MaskCommand.valueEnd(text, from);
      String value = MaskCommand.value(text, from, to);
      if (!value.startsWith("[REDACTED:") && value.strip().length() >= Keyword.SHORTEST) {
        mask(value);
        found.secret(from, to, Search.LITERALS_FIRST, Literal.RULE);
      }
    }
  }

  private byte[] replace(byte[] line, @Nullable VisibleText visible, Findings findings) {
    find(line, findings::add);
    if (visible != null) {
      find(visible.text(), adder(findings, visible));
    }
    return findings.apply(this::count);
  }

  /** Adds what was found in the visible text where it stands in the line. */
  private static Search.Found adder(Findings findings, @Nullable VisibleText visible) {
    return visible == null
        ? findings::add
        : (from, to, order, rule) -> {
          if (to > from) {
            findings.add(visible.start(from), visible.end(to), order, rule);
          }
        };
  }

  private void find(byte[] text, Search.Found found) {
    literals.scanner().each(text, new Search(text, redactor.order(), found));
  }

  private void followKey(byte[] text, Search.Found found) {
    boolean wasOpen = key.isOpen();
    keyCounted &= wasOpen;
    key.line(
        text, (from, to) -> found.secret(from, to, Integer.MAX_VALUE - 1, PrivateKeyBlock.RULE));
  }

  /** A private key counts once, however many lines it has. */
  private void count(String rule) {
    if (rule.equals(PrivateKeyBlock.RULE)) {
      if (keyCounted) {
        return;
      }
      keyCounted = true;
    }
    redactor.listener().redacted(rule);
  }
}
