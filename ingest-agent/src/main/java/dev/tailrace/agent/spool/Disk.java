package dev.tailrace.agent.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the spool needs of a file system, so that tests can have one that fills up. */
interface Disk {
  Disk REAL = new RealDisk();

  /** A file that is only appended to. */
  interface Output extends Closeable {
    /** Writes some of the bytes; returns how many. */
    int write(ByteBuffer bytes) throws IOException;

    /** Returns when everything written is durable. */
    void force() throws IOException;
  }

  /** Makes a new file whose name is durable. */
  Output create(Path file) throws IOException;

  /** How many more bytes the file system takes. */
  long usable(Path directory) throws IOException;

  /** The file system of this machine. */
  final class RealDisk implements Disk {
    private RealDisk() {}

    @Override
    public Output create(Path file) throws IOException {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      SpoolFiles.syncDirectory(file.toAbsolutePath().getParent());
      return new Output() {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
          return channel.write(bytes);
        }

        @Override
        public void force() throws IOException {
          channel.force(false);
        }

        @Override
        public void close() throws IOException {
          channel.close();
        }
      };
    }

    @Override
    public long usable(Path directory) throws IOException {
      return Files.getFileStore(directory).getUsableSpace();
    }
  }
}
