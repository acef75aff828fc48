package dev.tailrace.testing.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CodeLocationTest {
  @Test
  void findsTheFolderOfAClass() {
    assertThat(CodeLocation.of(CodeLocationTest.class))
        .isDirectory()
        .endsWithRaw(Path.of("target", "test-classes"));
  }

  @Test
  void findsTheJarOfAClass() {
    assertThat(CodeLocation.of(Test.class)).isRegularFile().hasExtension("jar");
  }

  @Test
  void saysWhichResourceIsMissing() {
    assertThatThrownBy(() -> CodeLocation.of(CodeLocationTest.class, "/absent.txt"))
        .hasMessageContaining("/absent.txt");
  }
}
