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

  Identity withoutFile() {
    return new Identity("", FoundFile.UNKNOWN, head, mark);
  }
}
