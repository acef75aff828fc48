package dev.tailrace.platform.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that a job has declared secret: 1000 at most, of 64 KiB together. Shared by the job's
 * sources.
 */
final class JobLiterals {
  private static final int MOST = 1000;
  private static final int MOST_BYTES = 64 * 1024;

  private final List<Keyword> rules;
  private final Set<String> values = new HashSet<>();
  private final List<Keyword> keywords = new ArrayList<>();
  private int bytes;
  private volatile KeywordScanner scanner;
  private volatile boolean stale;

  JobLiterals(List<Keyword> rules, KeywordScanner scanner) {
    this.rules = rules;
    this.scanner = scanner;
  }

  /**
   * Adds each line of a value that is not too short.
   *
   * @return false if some of it was refused, as there are too many
   */
  synchronized boolean add(String value) {
    boolean all = true;
    for (String line : value.split("[\r\n]+", -1)) {
      String literal = line.strip();
      int length = literal.getBytes(StandardCharsets.UTF_8).length;
      if (length >= Keyword.SHORTEST && !values.contains(literal)) {
        all &= addLine(literal, length);
      }
    }
    return all;
  }

  private boolean addLine(String literal, int length) {
    if (values.size() >= MOST || bytes + length > MOST_BYTES) {
      return false;
    }
    values.add(literal);
    bytes += length;
    LiteralForms.of(literal).forEach(keywords::add);
    stale = true;
    return true;
  }

  KeywordScanner scanner() {
    return stale ? renewed() : scanner;
  }

  private synchronized KeywordScanner renewed() {
    if (stale) {
      List<Keyword> all = new ArrayList<>(rules);
      all.addAll(keywords);
      scanner = new KeywordScanner(all);
      stale = false;
    }
    return scanner;
  }
}
