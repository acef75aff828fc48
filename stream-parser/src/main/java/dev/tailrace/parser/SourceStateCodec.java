package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.streams.HotStore;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of a {@link SourceState}: a version, its numbers, its texts. */
final class SourceStateCodec implements HotStore.Codec<SourceState> {
  private static final byte VERSION = 1;
  private static final int NUMBERS = 9 * Long.BYTES + Integer.BYTES + Long.BYTES + 2;

  @Override
  public byte[] write(SourceState state) {
    List<byte[]> texts = new ArrayList<>();
    texts.add(state.failure.message.getBytes(UTF_8));
    String fingerprint = state.failure.fingerprint;
    texts.add((fingerprint == null ? "" : fingerprint).getBytes(UTF_8));
    state
        .memory
        .values()
        .forEach(
            (key, value) -> {
              texts.add(key.getBytes(UTF_8));
              texts.add(value.getBytes(UTF_8));
            });
    int length = 1 + NUMBERS + texts.stream().mapToInt(text -> Short.BYTES + text.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION);
    out.putLong(state.first).putLong(state.last).putLong(state.end);
    out.putLong(state.lines).putLong(state.bytes).putLong(state.gaps).putLong(state.gapBytes);
    out.putLong(state.duplicates).putLong(state.observed);
    out.put((byte) (state.ended ? 1 : 0)).put((byte) (state.reported ? 1 : 0));
    out.putInt(state.failure.rank).putLong(state.failure.offset);
    texts.forEach(text -> out.putShort((short) text.length).put(text));
    return out.array();
  }

  @Override
  public SourceState read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length == Long.BYTES) {
      return offsetOnly(in.getLong());
    }
    if (in.get() != VERSION) {
      throw new IllegalArgumentException("the state of a source is of a later version");
    }
    try {
      return read(in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not the state of a source", e);
    }
  }

  /** What was stored before gaps were noticed. */
  private static SourceState offsetOnly(long last) {
    SourceState state = new SourceState();
    state.first = last;
    state.last = last;
    return state;
  }

  private static SourceState read(ByteBuffer in) {
    SourceState numbers = new SourceState();
    numbers.first = in.getLong();
    numbers.last = in.getLong();
    numbers.end = in.getLong();
    numbers.lines = in.getLong();
    numbers.bytes = in.getLong();
    numbers.gaps = in.getLong();
    numbers.gapBytes = in.getLong();
    numbers.duplicates = in.getLong();
    numbers.observed = in.getLong();
    numbers.ended = in.get() == 1;
    numbers.reported = in.get() == 1;
    numbers.failure.rank = in.getInt();
    numbers.failure.offset = in.getLong();
    numbers.failure.message = text(in);
    String fingerprint = text(in);
    numbers.failure.fingerprint = fingerprint.isEmpty() ? null : fingerprint;
    Map<String, String> memory = new TreeMap<>();
    while (in.hasRemaining()) {
      memory.put(text(in), text(in));
    }
    memory.forEach(numbers.memory::set);
    return numbers;
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(text);
    return new String(text, UTF_8);
  }
}
