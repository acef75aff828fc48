package dev.tailrace.sinks.livetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** The frames of server-sent events, as the HTML standard defines them. */
final class Frames {
  /** The first bytes of an answer; a browser's own reconnect waits two seconds. */
  static final byte[] HELLO = ": connected\nretry: 2000\n\n".getBytes(UTF_8);

  /** Tells both ends that the connection lives. */
  static final byte[] HEARTBEAT = ": still here\n\n".getBytes(UTF_8);

  private static final byte[] DATA = "\ndata: ".getBytes(UTF_8);
  private static final byte[] END = "\n\n".getBytes(UTF_8);

  private Frames() {}

  /**
   * @param json without line ends
   */
  static byte[] line(String eventId, byte[] json) {
    byte[] id = ("id: " + withoutBreaks(eventId)).getBytes(UTF_8);
    return ByteBuffer.allocate(id.length + DATA.length + json.length + END.length)
        .put(id)
        .put(DATA)
        .put(json)
        .put(END)
        .array();
  }

  /** Tells a watcher how many lines it was too slow for. */
  static byte[] dropped(long count) {
    return ("event: dropped\ndata: {\"count\": " + count + "}\n\n").getBytes(UTF_8);
  }

  /** An id with a line break would end its field, one with NUL be ignored. */
  static String withoutBreaks(String eventId) {
    return eventId.replace('\n', ' ').replace('\r', ' ').replace('\0', ' ');
  }
}
