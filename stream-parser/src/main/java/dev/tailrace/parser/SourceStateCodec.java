package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.platform.streams.HotStore;
import dev.tailrace.schemas.FailureLine;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a source's state is stored: a version, flags, numbers of variable length, text
 * with its length before it. Eight bytes alone are the form of before: the last offset.
 */
final class SourceStateCodec implements HotStore.Codec<SourceState> {
  private static final byte VERSION = 1;
  private static final int CONTIGUOUS = 1;
  private static final int UNPUBLISHED = 2;
  private static final int HAS_JOB = 4;
  private static final int HAS_FAILURE = 8;
  private static final int HAS_FINGERPRINT = 16;
  private static final int LIKELY_SIZE = 128;

  @Override
  public byte[] write(SourceState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(LIKELY_SIZE);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(flags(state));
      long[] numbers = {
        state.first,
        state.last,
        state.expected,
        state.slack,
        state.lines,
        state.bytes,
        state.gaps,
        state.gapBytes,
        state.duplicates,
        state.failed,
        state.errors,
        state.lastObserved,
        state.endedAt
      };
      for (long number : numbers) {
        ByteUtils.writeVarlong(number, out);
      }
      text(state.job, out);
      failure(state.failure, out);
      memory(state.memory.values(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int flags(SourceState state) {
    FailureLine failure = state.failure;
    return (state.contiguous ? CONTIGUOUS : 0)
        | (state.unpublished ? UNPUBLISHED : 0)
        | (state.job != null ? HAS_JOB : 0)
        | (failure != null ? HAS_FAILURE : 0)
        | (failure != null && failure.fingerprint() != null ? HAS_FINGERPRINT : 0);
  }

  private static void failure(@Nullable FailureLine failure, DataOutputStream out)
      throws IOException {
    if (failure != null) {
      ByteUtils.writeVarlong(failure.rank(), out);
      text(failure.eventId(), out);
      text(failure.fingerprint(), out);
      text(failure.message(), out);
    }
  }

  private static void memory(Map<String, String> values, DataOutputStream out) throws IOException {
    ByteUtils.writeVarlong(values.size(), out);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      text(entry.getKey(), out);
      text(entry.getValue(), out);
    }
  }

  private static void text(@Nullable String text, DataOutputStream out) throws IOException {
    if (text != null) {
      byte[] bytes = text.getBytes(UTF_8);
      ByteUtils.writeVarlong(bytes.length, out);
      out.write(bytes);
    }
  }

  /**
   * @throws SerializationException if it is in no form that is known
   */
  @Override
  public SourceState read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length == Long.BYTES) {
      return SourceState.after(in.getLong());
    }
    if (bytes.length == 0 || in.get() != VERSION) {
      throw new SerializationException("a source's state of a version that is not known");
    }
    SourceState state = new SourceState();
    int flags = in.get();
    numbers(state, in);
    state.contiguous = (flags & CONTIGUOUS) != 0;
    state.unpublished = (flags & UNPUBLISHED) != 0;
    state.job = (flags & HAS_JOB) == 0 ? null : text(in);
    state.failure = (flags & HAS_FAILURE) == 0 ? null : failure(flags, in);
    state.memory = memory(in);
    return state;
  }

  private static void numbers(SourceState state, ByteBuffer in) {
    state.first = ByteUtils.readVarlong(in);
    state.last = ByteUtils.readVarlong(in);
    state.expected = ByteUtils.readVarlong(in);
    state.slack = (int) ByteUtils.readVarlong(in);
    state.lines = ByteUtils.readVarlong(in);
    state.bytes = ByteUtils.readVarlong(in);
    state.gaps = ByteUtils.readVarlong(in);
    state.gapBytes = ByteUtils.readVarlong(in);
    state.duplicates = ByteUtils.readVarlong(in);
    state.failed = ByteUtils.readVarlong(in);
    state.errors = ByteUtils.readVarlong(in);
    state.lastObserved = ByteUtils.readVarlong(in);
    state.endedAt = ByteUtils.readVarlong(in);
  }

  private static FailureLine failure(int flags, ByteBuffer in) {
    int rank = (int) ByteUtils.readVarlong(in);
    String eventId = text(in);
    String fingerprint = (flags & HAS_FINGERPRINT) == 0 ? null : text(in);
    return new FailureLine(rank, eventId, fingerprint, text(in));
  }

  private static SourceMemory memory(ByteBuffer in) {
    Map<String, String> values = new TreeMap<>();
    for (long left = ByteUtils.readVarlong(in); left > 0; left--) {
      String key = text(in);
      values.put(key, text(in));
    }
    return SourceMemory.of(values);
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[(int) ByteUtils.readVarlong(in)];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
