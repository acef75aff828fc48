package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs of CI platforms, line by line through everything that chooses a format. */
class CiLogTest {
  private static final String ESC = "\u001b";

  private final LineReader reader = new LineReader(List.of());
  private final SourceMemory memory = SourceMemory.empty();

  private Line read(String line) {
    return reader.read(line, new LineSetting(memory, Lines.OBSERVED, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "##[error]boom,ERROR,boom",
    "##[warning]old,WARN,old",
    "##[debug]x=1,DEBUG,x=1",
    "##[command]/usr/bin/git version,,/usr/bin/git version",
    "##[group]Set up,,Set up",
    "::error::boom,ERROR,boom",
    "::notice::hello,INFO,hello",
    "::debug::100%25%0Adone%3A%2C,DEBUG,'100%\ndone:,'"
  })
  void readsGithubsMarksBehindItsTime(String said, Level level, String message) {
    Line line = read("2024-01-15T10:35:22.1234567Z " + said);

    assertThat(line.message()).isEqualTo(message);
    assertThat(line.level()).isEqualTo(level);
    assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22.123456700Z"));
  }

  @Test
  void readsTheFirstLineBehindAByteOrderMark() {
    assertThat(read("\uFEFF2024-01-15T10:35:22.1234567Z Runner").message()).isEqualTo("Runner");
  }

  @Test
  void keepsThePlaceThatAnAnnotationNames() {
    Line line = read("::error file=src/a%2Cb.js,line=3,col=7,title=Lint,evil=x::Missing semicolon");

    assertThat(line.message()).isEqualTo("Missing semicolon");
    assertThat(line.context())
        .isEqualTo(
            Map.of(
                "annotation.file", "src/a,b.js",
                "annotation.line", "3",
                "annotation.col", "7",
                "annotation.title", "Lint"));
  }

  @Test
  void remembersTheStepOfAGithubJobUntilItsEnd() {
    read("2024-01-15T10:35:22.1234567Z ##[group]Run make test");
    read("2024-01-15T10:35:22.1234567Z ##[endgroup]");
    Line line = read("2024-01-15T10:35:23.1234567Z cc -c a.c");
    Line end = read("2024-01-15T10:35:24.1234567Z Cleaning up orphan processes");

    assertThat(line.context()).containsEntry("step_name", "Run make test");
    assertThat(end.tags()).containsExactly("job-end");
    assertThat(end.context()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ echo ERROR", "Found FATAL in log", "see ERROR codes"})
  void findsNoLevelInWhatAProgramSaysBehindThePlatformsTime(String said) {
    assertThat(read("2024-01-15T10:35:22.1234567Z " + said).level()).isNull();
    assertThat(read("2024-05-22T12:43:46.962646Z 00O " + said).level()).isNull();
    assertThat(read("[task 2024-01-15T10:35:22.123Z] " + said).level()).isNull();
  }

  @Test
  void readsWhatAProgramWroteBehindAPlatformsTime() {
    Line json =
        read(
            "2024-01-15T10:35:22.1234567Z"
                + " {\"message\":\"m\",\"level\":\"warn\",\"time\":\"2024-01-15T10:00:00Z\"}");
    Line klog = read("2024-01-15T10:35:22.1234567Z E0115 10:35:21.5 1 a.go:42] m");

    assertThat(json.level()).isEqualTo(Level.WARN);
    assertThat(json.time()).isEqualTo(Instant.parse("2024-01-15T10:00:00Z"));
    assertThat(klog.level()).isNull(); // klog writes six digits
  }

  @Test
  void followsGitlabsSections() {
    Line start =
        read(
            "section_end:1560896352:prepare_script\r"
                + ESC
                + "[0Ksection_start:1560896353:get_sources[collapsed=true]\r"
                + ESC
                + "[0KGetting source");
    Line within = read("Fetching changes");
    read(ESC + "[0Ksection_end:1560896354:get_sources\r" + ESC + "[0K");
    Line failed = read("ERROR: Job failed: exit code 1");

    assertThat(start.message()).isEqualTo("Getting source");
    assertThat(within.context()).containsEntry("step_name", "get_sources");
    assertThat(failed.context()).isEmpty();
    assertThat(failed.level()).isEqualTo(Level.ERROR);
    assertThat(failed.tags()).containsExactly("job-end");
    assertThat(read("Job succeeded").tags()).containsExactly("job-end");
  }

  @Test
  void readsGitlabsTimesAndStreams() {
    Line line = read("2024-05-22T12:43:46.962646Z 00O section_start:1716381826:build\r");
    Line more = read("2024-05-22T12:43:46.962646Z 01E+error: no");

    assertThat(line.message()).isEmpty();
    assertThat(more.message()).isEqualTo("error: no");
    assertThat(more.level()).isEqualTo(Level.ERROR);
    assertThat(more.context()).containsEntry("step_name", "build");
    assertThat(read("2024-05-22T12:43:46.962646Z 00ocean").message()).isEqualTo("00ocean");
  }

  @Test
  void readsBuildkitesGroupsOnlyWhereBuildkiteWrites() {
    assertThat(read("--- a/file.c").message()).isEqualTo("--- a/file.c");

    Line line = read(ESC + "_bk;t=1705314922123\u0007--- :hammer: Build");

    assertThat(line.message()).isEqualTo(":hammer: Build");
    assertThat(line.time()).isEqualTo(Instant.ofEpochMilli(1705314922123L));
    assertThat(read("make").context()).containsEntry("step_name", ":hammer: Build");
  }

  @Test
  void readsAzuresIssuesAndSections() {
    read("2024-01-15T10:35:22.1234567Z ##[section]Starting: Build");
    Line issue = read("##vso[task.logissue type=error;sourcepath=a.cs;linenumber=1]broken");
    Line stepEnd = read("##[section]Finishing: Build");
    Line jobEnd = read("##[section]Finishing: Job");

    assertThat(issue.message()).isEqualTo("broken");
    assertThat(issue.level()).isEqualTo(Level.ERROR);
    assertThat(issue.context()).containsEntry("step_name", "Build");
    assertThat(stepEnd.tags()).isEmpty();
    assertThat(jobEnd.tags()).containsExactly("job-end");
  }

  @Test
  void readsJenkinsTimesStagesAndEnd() {
    Line stage = read("[2024-01-15T10:35:22.123Z] [Pipeline] { (Build)");
    Line line = read("10:35:23  make all");

    assertThat(stage.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22.123Z"));
    assertThat(line.message()).isEqualTo("make all");
    assertThat(line.context()).containsEntry("step_name", "Build");
    assertThat(read("Finished: SUCCESS").tags()).containsExactly("job-end");
    assertThat(read("Finished: reading").tags()).isEmpty();
  }

  @Test
  void readsTaskclustersTimesAndMozharness() {
    Line line = read("[task 2024-01-15T10:35:22.123Z] 10:35:21    ERROR - it broke");

    assertThat(line.time()).isEqualTo(Instant.parse("2024-01-15T10:35:22.123Z"));
    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.message()).isEqualTo("ERROR - it broke");
    assertThat(read("[taskcluster 2024-01-15 10:35:22.123Z] Task ID: x").message())
        .isEqualTo("Task ID: x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##[",
        "##[nothing]x",
        "##vso[",
        "::std::vector<int> v",
        "::error",
        "section_start:",
        "section_start:1:",
        "section_start:x",
        "Post job cleanup",
        "[2024-13-45T99:99:99Z] x",
        "2024-01-15",
        "12:34:56",
        "[Pipeline] { (no end"
      })
  void leavesWhatOnlyLooksLikeAMarkAsText(String text) {
    Line line = read(text);

    assertThat(line.message()).isEqualTo(text);
    assertThat(line.level()).isNull();
    assertThat(memory.values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::add-mask::hunter2",
        "  ::Add-Mask::hunter2",
        "::add-mask x=y::hunter2",
        "##[add-mask]hunter2",
        "2024-01-15T10:35:22.1234567Z ::add-mask::hunter2",
        "##vso[task.setvariable variable=p;isSecret=true]hunter2",
        "##vso[task.setvariable issecret=true;hunter2"
      })
  void neverKeepsASecretThatIsBeingMasked(String text) {
    Line line = read(text);

    assertThat(line.message()).doesNotContain("hunter2").endsWith("***");
    assertThat(line.context().toString()).doesNotContain("hunter2");
  }

  @Test
  void keepsAVariableThatIsNoSecret() {
    assertThat(read("##vso[task.setvariable variable=p]plain").message()).isEqualTo("plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::set-output name=repository::evil/repo",
        "::error repository=evil/repo,file=a::x",
        "level=info msg=x repository=evil/repo",
        "##vso[task.setvariable variable=repository]evil/repo",
        "##[group]Run repository=evil/repo"
      })
  void neverLetsAMarkSayWhoseALineIs(String text) {
    assertThat(Lines.job(text).context()).doesNotContainKey("repository");
    assertThat(Lines.platform("##[group]Run x").context()).doesNotContainKey("repository");
  }
}
