package dev.tailrace.agent;

import static dev.tailrace.agent.lines.ContainerStream.STDERR;
import static dev.tailrace.agent.lines.ContainerStream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Frame;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.agent.lines.Resume;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final Progress progress = new Progress(Resume.at(0));

  private void sent(ContainerStream stream, long stdout, long stderr) {
    Resume resume = new Resume(stdout, stderr);
    Frame frame = new Frame(stream, null, false, resume);
    progress.sent(new Line(0, resume.offset(), new byte[0], 0, 0, null, frame));
  }

  @Test
  void followsASourceThatIsNoContainers() {
    progress.acknowledged(null, 10, 3);

    assertThat(progress.resume()).isEqualTo(Resume.at(10));
  }

  @Test
  void waitsForTheLinesOfTheOtherStreamThatWereSentBefore() {
    sent(STDERR, 10, 20);
    sent(STDOUT, 30, 20);
    sent(STDOUT, 40, 30);
    sent(STDERR, 40, 50);

    progress.acknowledged(STDOUT, 40, 2);
    assertThat(progress.resume()).isEqualTo(Resume.at(0));
    progress.acknowledged(STDERR, 20, 1);
    assertThat(progress.resume()).isEqualTo(new Resume(40, 30));
    progress.acknowledged(STDERR, 50, 1);
    assertThat(progress.resume()).isEqualTo(new Resume(40, 50));
  }
}
