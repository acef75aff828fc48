package dev.tailrace.platform.redaction;

import com.google.re2j.Matcher;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks for secrets in one text: a line, or what of it a terminal would show.
 *
 * <p>A rule is tried where its keyword stands. What the tries that found nothing have read is
 * limited to a multiple of the text; beyond it the rest is searched once, from left to right. So
 * the time is linear in the text, whatever the rule and whoever wrote the text.
 */
final class Search implements KeywordScanner.Visitor {
  private static final int READ_AGAIN = 8;
  private static final int READ_FREELY = 2048;
  static final int LITERALS_FIRST = -1;

  private final byte[] text;
  private final Map<Rule, Integer> order;
  private final Found found;
  private final LineView view;
  private final Map<Rule, Tries> tries = new HashMap<>();

  /** Is told of each secret. */
  interface Found {
    void secret(int from, int to, int order, String rule);
  }

  /** How one rule fared in this text. */
  private static final class Tries {
    final Matcher matcher;
    int resume;
    long read;

    Tries(Matcher matcher) {
      this.matcher = matcher;
    }
  }

  Search(byte[] text, Map<Rule, Integer> order, Found found) {
    this.text = text;
    this.order = order;
    this.found = found;
    this.view = new LineView(text);
  }

  @Override
  public void found(Keyword keyword, int at) {
    if (keyword.owner() instanceof Literal literal) {
      int end = literal.end(text, at + keyword.text().length);
      found.secret(literal.start(text, at), end, LITERALS_FIRST, Literal.RULE);
    } else if (keyword.owner() instanceof Rule rule) {
      tryRule(rule, at);
    }
  }

  private void tryRule(Rule rule, int at) {
    Tries past = tries.computeIfAbsent(rule, key -> new Tries(key.matcher(view)));
    if (at < past.resume || (rule.boundary() && !Escaping.isBoundary(text, at))) {
      return;
    }
    if (past.read > (long) READ_AGAIN * text.length + READ_FREELY) {
      searchRest(rule, past, at);
      return;
    }
    past.matcher.reset(view.from(at));
    if (past.matcher.lookingAt() && report(rule, past.matcher, at)) {
      past.resume = at + past.matcher.end();
    }
    past.read += view.read() + 1L;
  }

  private void searchRest(Rule rule, Tries past, int at) {
    past.matcher.reset(view.from(at));
    while (past.matcher.find()) {
      report(rule, past.matcher, at);
    }
    past.resume = Integer.MAX_VALUE;
  }

  private boolean report(Rule rule, Matcher matcher, int at) {
    int group = Rule.secretGroup(matcher);
    int from = at + matcher.start(group);
    int to = at + matcher.end(group);
    boolean secret = rule.accepts(text, from, to) && !rule.ignores(matcher);
    if (secret) {
      found.secret(from, to, order.getOrDefault(rule, Integer.MAX_VALUE), rule.id());
    }
    return secret;
  }
}
