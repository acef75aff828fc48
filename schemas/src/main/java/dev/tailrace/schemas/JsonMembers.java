package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, kept as the bytes they came in: one value is decoded when it is
 * asked for, all of them when the map is walked through, and writing copies the bytes. Members of
 * several objects can be put together without copying.
 *
 * <p>The bytes are ASCII; each name stands once, and is not escaped. Whatever else JSON can be is
 * for a map. Immutable, and equal to any map with the same members.
 */
public final class JsonMembers extends AbstractMap<String, Object> {
  private static final int HASH = 0;
  private static final int NAME = 1;
  private static final int NAME_END = 2;
  private static final int VALUE = 3;
  private static final int VALUE_END = 4;
  private static final int KIND = 5;
  private static final int FIELDS = 6;

  /** The longest whole number that is surely an int. */
  private static final int INT_DIGITS = 9;

  /** How a value has to be decoded. */
  interface Kind {
    /** Text without escapes. */
    int PLAIN_TEXT = 0;

    /** Text with escapes of printable characters, tab and newline only. */
    int ESCAPED_TEXT = 1;

    /** Text with other escapes. */
    int ODD_TEXT = 2;

    int NULL = 3;
    int OBJECT = 4;

    /** Numbers, booleans, arrays of these and of texts that are not odd. */
    int OTHER = 5;
  }

  private final byte[] json;
  private final int from;
  private final int to;
  private final int[] members;
  private final int count;

  /** The values that are objects, by member; null if none is. */
  private final @Nullable JsonMembers @Nullable [] objects;

  private final @Nullable JsonMembers next;

  /** What was asked for already; the same few names are asked for again and again. */
  private @Nullable String @Nullable [] texts;

  private @Nullable Map<String, Object> decoded;

  private JsonMembers(
      byte[] json,
      int from,
      int to,
      int[] members,
      int count,
      @Nullable JsonMembers @Nullable [] objects,
      @Nullable JsonMembers next) {
    this.json = json;
    this.from = from;
    this.to = to;
    this.members = members;
    this.count = count;
    this.objects = objects;
    this.next = next;
  }

  /** The members of a map; null if they are not simple enough to be kept as bytes. */
  public static @Nullable JsonMembers of(Map<String, ?> map) {
    byte[] json = new JsonBuffer(256).value(map).toByteArray();
    JsonMembers scanned = JsonScanner.scan(json);
    return scanned != null && scanned.isSimple() ? scanned : null;
  }

  /**
   * A context with more members before its own, of whose names it has none, as the caller has found
   * out.
   *
   * @param more from {@link #of} or {@link JsonScanner}
   */
  public static Map<String, Object> with(Map<String, Object> base, JsonMembers more) {
    if (base.isEmpty()) {
      return more;
    }
    if (base instanceof JsonMembers members) {
      assert !more.sharesNameWith(members) : "a name is in both";
      return more.before(members);
    }
    Map<String, Object> joined = new LinkedHashMap<>(more);
    joined.putAll(base);
    return joined;
  }

  private JsonMembers before(JsonMembers last) {
    JsonMembers rest = next == null ? last : next.before(last);
    return new JsonMembers(json, from, to, members, count, objects, rest);
  }

  /** Whether some name is in both. */
  public boolean sharesNameWith(JsonMembers other) {
    for (JsonMembers part = this; part != null; part = part.next) {
      for (int i = 0; i < part.count; i++) {
        if (other.finds(part, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean finds(JsonMembers part, int member) {
    int hash = part.field(member, HASH);
    for (JsonMembers mine = this; mine != null; mine = mine.next) {
      for (int i = 0; i < mine.count; i++) {
        if (mine.field(i, HASH) == hash
            && Arrays.equals(
                mine.json,
                mine.field(i, NAME),
                mine.field(i, NAME_END),
                part.json,
                part.field(member, NAME),
                part.field(member, NAME_END))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether every value can be stored and shown as it is. */
  public boolean isSimple() {
    for (int i = 0; i < count; i++) {
      int kind = field(i, KIND);
      if (kind == Kind.ODD_TEXT || kind == Kind.NULL || kind == Kind.OBJECT) {
        return false;
      }
    }
    return next == null || next.isSimple();
  }

  /** How many members the first of the objects has whose members these are. */
  public int count() {
    return count;
  }

  /** The name of one of them. */
  public String name(int member) {
    return latin(field(member, NAME), field(member, NAME_END));
  }

  /** The value of one of them, if it is text. */
  public @Nullable String text(int member) {
    int kind = field(member, KIND);
    if (kind > Kind.ODD_TEXT) {
      return null;
    }
    @Nullable String[] known = texts;
    if (known == null) {
      known = new String[count];
      texts = known;
    }
    String text = known[member];
    if (text == null) {
      text = decoded(member, kind);
      known[member] = text;
    }
    return text;
  }

  private String decoded(int member, int kind) {
    String inner = latin(field(member, VALUE) + 1, field(member, VALUE_END) - 1);
    return kind == Kind.PLAIN_TEXT ? inner : JsonText.unescaped(inner);
  }

  /** The members of the object that is the value of one of them; null if it is none. */
  public @Nullable JsonMembers object(int member) {
    return objects == null ? null : objects[member];
  }

  private int field(int member, int which) {
    return members[member * FIELDS + which];
  }

  private String latin(int start, int end) {
    return new String(json, start, end - start, ISO_8859_1);
  }

  @Override
  public boolean isEmpty() {
    return count == 0 && (next == null || next.isEmpty());
  }

  @Override
  public int size() {
    return count + (next == null ? 0 : next.size());
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return (key instanceof String name && find(name) >= 0)
        || (next != null && next.containsKey(key));
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int member = key instanceof String name ? find(name) : -1;
    if (member < 0) {
      return next == null ? null : next.get(key);
    }
    String text = text(member);
    if (text != null) {
      return text;
    }
    Object number = smallNumber(member);
    return number == null ? decoded().get(key) : number;
  }

  private int find(String name) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether one of them has this name. */
  public boolean isNamed(int member, String name) {
    int start = field(member, NAME);
    if (field(member, HASH) != name.hashCode()
        || field(member, NAME_END) - start != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (json[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object smallNumber(int member) {
    int start = field(member, VALUE);
    int end = field(member, VALUE_END);
    if (end - start > INT_DIGITS) {
      return null;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = json[i] - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Writes the members with commas between them, without braces. */
  void copyTo(JsonBuffer out) {
    boolean first = true;
    for (JsonMembers part = this; part != null; part = part.next) {
      if (part.count > 0) {
        if (!first) {
          out.raw(',');
        }
        out.raw(part.json, part.from, part.to);
        first = false;
      }
    }
  }

  private Map<String, Object> decoded() {
    Map<String, Object> all = decoded;
    if (all == null) {
      all = decode();
      decoded = all;
    }
    return all;
  }

  private Map<String, Object> decode() {
    byte[] object = new JsonBuffer(to - from + 2).value(this).toByteArray();
    try (JsonParser parser = Json.FACTORY.createParser(object)) {
      parser.nextToken();
      return JsonValues.readObject(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was scanned before
    }
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return decoded().entrySet();
  }

  /** Collects members while they are found. For one object. */
  static final class Builder {
    private static final int EXPECTED = 10;

    private int[] found = new int[EXPECTED * FIELDS];
    private @Nullable JsonMembers @Nullable [] objects;
    private int size;

    /**
     * @return whether the name is new
     */
    boolean add(byte[] json, int hash, int name, int nameEnd) {
      for (int i = 0; i < size; i += FIELDS) {
        if (found[i + HASH] == hash
            && Arrays.equals(json, found[i + NAME], found[i + NAME_END], json, name, nameEnd)) {
          return false;
        }
      }
      if (size == found.length) {
        found = Arrays.copyOf(found, size * 2);
      }
      found[size + HASH] = hash;
      found[size + NAME] = name;
      found[size + NAME_END] = nameEnd;
      return true;
    }

    /**
     * @param object the value, if it is an object
     */
    void value(int start, int end, int kind, @Nullable JsonMembers object) {
      found[size + VALUE] = start;
      found[size + VALUE_END] = end;
      found[size + KIND] = kind;
      if (object != null) {
        keep(object);
      }
      size += FIELDS;
    }

    private void keep(JsonMembers object) {
      @Nullable JsonMembers[] kept = objects == null ? new JsonMembers[EXPECTED] : objects;
      objects = count() < kept.length ? kept : Arrays.copyOf(kept, count() * 2);
      objects[count()] = object;
    }

    int count() {
      return size / FIELDS;
    }

    /** As long as there are members. */
    private @Nullable JsonMembers @Nullable [] whole() {
      return objects == null ? null : Arrays.copyOf(objects, count());
    }

    JsonMembers build(byte[] json, int from, int to) {
      return new JsonMembers(json, from, to, found, size / FIELDS, whole(), null);
    }
  }
}
