package dev.tailrace.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What tells a file from all others: its place on the device, when it was made, how it begins, and
 * what was read of it last. The first two find it; the others notice that it was written anew.
 *
 * @param key see {@link FoundFile#key}; empty if the file is another source's now
 * @param birth see {@link FoundFile#birth}
 */
record Identity(String key, long birth, Fingerprint head, Mark mark) {

  static Identity of(FoundFile file) {
    return new Identity(file.key(), file.birth(), Fingerprint.NONE, Mark.NONE);
  }

  /**
   * Of a file that is new, with what it holds now. Its end is marked at once: after a crash before
   * anything else is saved it could otherwise be taken for another one with the same beginning.
   */
  static Identity seen(FoundFile file) throws IOException {
    try (FileChannel channel = FileChannel.open(file.real(), StandardOpenOption.READ)) {
      Identity known = of(file).follow(channel).orElseGet(() -> of(file));
      long from = Math.max(0, channel.size() - Mark.FULL);
      byte[] last = Mark.bytes(channel, from, Mark.FULL);
      boolean plain = !Compression.gzip(file.path());
      return plain ? known.readTo(Mark.of(last, last.length, from + last.length)) : known;
    }
  }

  /** Of something that is no file. */
  static Identity named(String key) {
    return new Identity(key, FoundFile.UNKNOWN, Fingerprint.NONE, Mark.NONE);
  }

  /** Whether the file is at this place and was not made anew. */
  boolean at(FoundFile file) {
    return key.equals(file.key()) && !FoundFile.bornApart(birth, file.birth());
  }

  /**
   * The identity of what is there now, if it holds the same bytes.
   *
   * @throws IOException if it cannot be read
   */
  Optional<Identity> follow(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return follow(channel);
    }
  }

  Optional<Identity> follow(FileChannel file) throws IOException {
    return follow(file, mark.bytesIn(file));
  }

  /** The same, for whoever has {@link Mark#bytesIn} already. */
  Optional<Identity> follow(FileChannel file, byte[] marked) throws IOException {
    Optional<Fingerprint> now = head.follow(file);
    if (now.isEmpty() || !mark.is(marked)) {
      return Optional.empty();
    }
    return Optional.of(now.get().equals(head) ? this : new Identity(key, birth, now.get(), mark));
  }

  Identity readTo(Mark last) {
    return new Identity(key, birth, head, last);
  }

  /** The same bytes in another file. */
  Identity movedTo(FoundFile file) {
    return new Identity(file.key(), file.birth(), head, mark);
  }

  Identity born(long when) {
    return when == FoundFile.UNKNOWN || when == birth ? this : new Identity(key, when, head, mark);
  }

  /** The same place and birth. */
  Identity withoutContent() {
    return new Identity(key, birth, Fingerprint.NONE, Mark.NONE);
  }

  Identity withoutFile() {
    return new Identity("", FoundFile.UNKNOWN, head, mark);
  }
}
