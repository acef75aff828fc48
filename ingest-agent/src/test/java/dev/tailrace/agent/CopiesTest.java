package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file was renamed, the next one of its name was copied, and nobody has seen the rename yet. */
class CopiesTest {
  @TempDir private Path logs;

  private FileFinder finder;
  private SourceState renamed;
  private SourceState copied;
  private FoundFile copy;

  @BeforeEach
  void rotate() throws IOException {
    finder = new FileFinder(new Inputs("h", List.of(InputConfig.files(logs + "/*.log*"))));
    Path log = logs.toRealPath().resolve("a.log");
    Files.writeString(log, "the first file\n");
    renamed = source(log);
    Files.move(log, logs.resolve("a.log.1"));
    Files.writeString(log, "the second file\n");
    copied = source(log);
    copy = finder.at(Files.copy(log, logs.resolve("a.log.2"))).orElseThrow();
  }

  private SourceState source(Path file) throws IOException {
    FoundFile found = finder.at(file).orElseThrow();
    SourceAttributes attributes =
        new SourceAttributes("h", file.toString(), null, Authority.PLATFORM, Map.of());
    return SourceState.create(Identity.seen(found), found.real(), attributes);
  }

  @Test
  void theCopyIsKnownWhicheverSourceOfItsNameComesFirst() throws IOException {
    for (List<SourceState> sources :
        List.of(List.of(renamed, copied), List.of(copied, renamed), List.of(copied))) {
      Copies copies = new Copies(finder);

      assertThat(copies.mayBecomeOne(copy, Map.of(copied.path(), sources), 0)).isTrue();
    }
  }

  @Test
  void whatNoSourceHoldsIsNoCopy() throws IOException {
    Copies copies = new Copies(finder);

    assertThat(copies.mayBecomeOne(copy, Map.of(renamed.path(), List.of(renamed)), 0)).isFalse();
  }
}
