package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class TlsPolicyTest {
  private static final String FOREIGN =
      """
      {"Sid": "Auditors", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"},
       "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}""";

  private final TlsPolicy policy = new TlsPolicy("aws", "logs", TlsPolicy.ON_AWS);

  @Test
  void refusesEverythingThatIsNotSentOverTls() {
    JsonNode statement = policy.change(read("{}")).orElseThrow().path("Statement").path(0);

    assertThat(statement)
        .isEqualTo(
            read(
                """
                {"Sid": "TailraceRequireTls", "Effect": "Deny", "Principal": "*",
                 "Action": "s3:*", "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
                 "Condition": {"Bool": {"aws:SecureTransport": "false"}}}"""));
  }

  @Test
  void namesTheBucketAsItsPartitionOfAwsDoes() {
    TlsPolicy inChina = new TlsPolicy("aws-cn", "logs", TlsPolicy.ON_AWS);

    ObjectNode changed = inChina.change(read("{}")).orElseThrow();

    assertThat(changed.path("Statement").path(0).path("Resource").path(0).asText())
        .isEqualTo("arn:aws-cn:s3:::logs");
  }

  @Test
  void countsARequestOfWhichTheStoreSaysNothingAsInsecure() {
    TlsPolicy elsewhere = new TlsPolicy("aws", "logs", TlsPolicy.ELSEWHERE);

    JsonNode statement = elsewhere.change(read("{}")).orElseThrow().path("Statement").path(0);

    assertThat(statement.path("Condition"))
        .isEqualTo(read("{\"BoolIfExists\": {\"aws:SecureTransport\": \"false\"}}"));
  }

  @Test
  void keepsThePolicyOfOthersBesideItsStatement() {
    ObjectNode present =
        read("{\"Version\": \"2008-10-17\", \"Id\": \"x\", \"Statement\": [" + FOREIGN + "]}");

    ObjectNode changed = policy.change(present).orElseThrow();

    assertThat(changed.path("Version").asText()).isEqualTo("2008-10-17");
    assertThat(changed.path("Id").asText()).isEqualTo("x");
    assertThat(changed.path("Statement")).hasSize(2);
    assertThat(changed.path("Statement").path(0)).isEqualTo(read(FOREIGN));
    assertThat(policy.change(changed)).isEmpty();
  }

  @Test
  void keepsAStatementThatStandsWithoutBrackets() {
    ObjectNode changed = policy.change(read("{\"Statement\": " + FOREIGN + "}")).orElseThrow();

    assertThat(changed.path("Statement")).hasSize(2).contains(read(FOREIGN));
  }

  @Test
  void replacesItsStatementIfSomebodyChangedIt() {
    ObjectNode right = policy.change(read("{}")).orElseThrow();
    ObjectNode changed = right.deepCopy();
    ((ObjectNode) changed.path("Statement").path(0)).put("Effect", "Allow");

    assertThat(TlsPolicy.isIn(changed)).isTrue();
    assertThat(policy.change(changed)).contains(right);
  }

  @Test
  void takesListsOfOneForTheirMember() {
    ObjectNode rewritten =
        read(
            """
            {"Statement": [{"Sid": "TailraceRequireTls", "Effect": "Deny",
             "Principal": {"AWS": ["*"]}, "Action": ["s3:*"],
             "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
             "Condition": {"Bool": {"aws:SecureTransport": ["false"]}}}]}""");

    assertThat(policy.change(rewritten)).isEmpty();
  }

  @Test
  void readsNoPolicyFromAnythingElse() {
    assertThat(TlsPolicy.parse("<ListBucketResult/>")).isEmpty();
    assertThat(TlsPolicy.parse("[]")).isEmpty();
    assertThat(TlsPolicy.parse("")).isEmpty();
  }

  private static ObjectNode read(String json) {
    return TlsPolicy.parse(json).orElseThrow();
  }
}
