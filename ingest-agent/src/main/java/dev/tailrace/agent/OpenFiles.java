package dev.tailrace.agent;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the number of open files within a bound. */
final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  /** For sockets, libraries and the checkpoint. */
  private static final int OTHERS = 256;

  private final int most;
  private final Set<DiskTail> open = new LinkedHashSet<>();

  OpenFiles(int most) {
    this.most = most;
  }

  /** As many as are wanted, or as the system lets this process open. */
  static OpenFiles bounded(int wanted) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long allowed = Math.max(16, unix.getMaxFileDescriptorCount() - OTHERS);
      if (allowed < wanted) {
        LOG.atInfo()
            .addKeyValue("max_open_files", wanted)
            .addKeyValue("allowed", allowed)
            .log("the system lets this process open fewer files (ulimit -n)");
        return new OpenFiles((int) allowed);
      }
    }
    return new OpenFiles(wanted);
  }

  /** Whether one more can be opened without another being closed. */
  boolean room() {
    return open.size() < most;
  }

  int count() {
    open.removeIf(tail -> !tail.open());
    return open.size();
  }

  /** Makes room for one more, by closing the one that was read longest ago. */
  void beforeReading(DiskTail tail) {
    open.remove(tail);
    while (open.size() >= most) {
      DiskTail eldest = open.iterator().next();
      eldest.close();
      open.remove(eldest);
    }
    open.add(tail);
  }
}
