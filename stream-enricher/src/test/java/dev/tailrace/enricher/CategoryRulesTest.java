package dev.tailrace.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CategoryRulesTest {
  private static final CategoryRules RULES = CategoryRules.of(List.of());

  @ParameterizedTest
  @CsvSource({
    // the platform's table of log categories, row by row
    "INFO,  runner,         job_started,             execution,        JOB_EXECUTION",
    "INFO,  runner,         job_completed,           execution,        JOB_EXECUTION",
    "ERROR, runner,         job_completed,           failed-execution, JOB_EXECUTION",
    "INFO,  job-scheduler,  Job assigned to runner,  scheduler,        SCHEDULER_EVENTS",
    "INFO,  job-scheduler,  runner selected,         scheduler,        SCHEDULER_EVENTS",
    "INFO,  runner-manager, Register,                runner,           RUNNER_LIFECYCLE",
    "INFO,  api,            runner_heartbeat,        runner,           RUNNER_LIFECYCLE",
    "INFO,  api,            runner_disconnected,     runner,           RUNNER_LIFECYCLE",
    "WARN,  api,            auth_failed,             security-warning, SECURITY_EVENTS",
    "ERROR, api,            policy_violation,        security-warning, SECURITY_EVENTS",
    "ERROR, api,            NullPointerException,    system-error,     SYSTEM_ERRORS",
    "FATAL, job-scheduler,  out of memory,           system-error,     SYSTEM_ERRORS",
    "DEBUG, job-scheduler,  considering pool a,      detailed-flow,    DEBUG_TRACES",
    "TRACE, auth-service,   auth_cache,              detailed-flow,    DEBUG_TRACES",
    // what the table leaves open
    "INFO,  job-scheduler,  job_started,             execution,        JOB_EXECUTION",
    "INFO,  job-scheduler,  job_queued,              scheduler,        SCHEDULER_EVENTS",
    "INFO,  api,            job_queued,              anything-else,    JOB_EXECUTION",
    "INFO,  api,            scheduler_decision,      scheduler,        SCHEDULER_EVENTS",
    "INFO,  worker-manager, scaling up,              runner,           RUNNER_LIFECYCLE",
    "INFO,  worker-manager, job_started,             execution,        JOB_EXECUTION",
    "ERROR, worker-manager, cannot scale,            system-error,     SYSTEM_ERRORS",
    "INFO,  auth-service,   auth_succeeded,          anything-else,    JOB_EXECUTION",
    "WARN,  auth-service,   token expired,           security-warning, SECURITY_EVENTS",
    "WARN,  api,            slow request,            anything-else,    JOB_EXECUTION",
    "INFO,  webhooks,       webhook_processed,       anything-else,    JOB_EXECUTION",
  })
  void filesWhatThePlatformWrites(
      Level level, String service, String message, String rule, Category category) {
    LogEvent event = Events.event(Authority.PLATFORM, level, service, message);

    assertThat(RULES.ruleFor(event).name()).isEqualTo(rule);
    assertThat(RULES.categoryOf(event)).isEqualTo(category);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void filesJobOutputAsExecutionWhateverItSays(Level level) {
    LogEvent event =
        Events.event(Authority.JOB, level, "auth", "auth_failed", Map.of("category", "security"));

    assertThat(RULES.categoryOf(event)).isEqualTo(Category.JOB_EXECUTION);
  }

  @Test
  void goesByTheEventsNameBesideAMessage() {
    LogEvent event =
        Events.event(
            Authority.PLATFORM,
            Level.WARN,
            "api",
            "wrong password",
            Map.of("event", "auth_failed"));

    assertThat(RULES.categoryOf(event)).isEqualTo(Category.SECURITY_EVENTS);
  }

  @Test
  void goesByTheCategoryThatTheWriterNames() {
    LogEvent event =
        Events.event(
            Authority.PLATFORM, Level.ERROR, "api", "blocked", Map.of("category", "security"));

    assertThat(RULES.categoryOf(event)).isEqualTo(Category.SECURITY_EVENTS);
  }

  @Test
  void hasARuleForEveryCategory() {
    assertThat(CategoryRules.TABLE).extracting(CategoryRule::category).contains(Category.values());
  }
}
