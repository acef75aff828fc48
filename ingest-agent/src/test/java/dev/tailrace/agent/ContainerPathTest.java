package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContainerPathTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @Test
  void readsTheLinksOfKubernetes() {
    assertThat(
            ContainerPath.context(
                "/var/log/containers/web-5d9-x2_shop-prod_nginx-a-" + ID + ".log"))
        .isEqualTo(
            Map.of(
                "k8s.pod.name", "web-5d9-x2",
                "k8s.namespace.name", "shop-prod",
                "k8s.container.name", "nginx-a",
                "container.id", ID));
  }

  @Test
  void readsTheDirectoriesOfPods() {
    Map<String, String> expected =
        Map.of(
            "k8s.pod.name", "web-5d9-x2",
            "k8s.namespace.name", "shop-prod",
            "k8s.container.name", "nginx",
            "k8s.pod.uid", "b7c1-4");

    assertThat(ContainerPath.context("/var/log/pods/shop-prod_web-5d9-x2_b7c1-4/nginx/0.log"))
        .isEqualTo(expected);
    assertThat(
            ContainerPath.context(
                "/var/log/pods/shop-prod_web-5d9-x2_b7c1-4/nginx/0.log.20240115-103522"))
        .isEqualTo(expected);
  }

  @Test
  void readsTheDirectoriesOfDocker() {
    assertThat(ContainerPath.context("/var/lib/docker/containers/" + ID + "/" + ID + "-json.log"))
        .isEqualTo(Map.of("container.id", ID));
  }

  @Test
  void saysNothingOfOtherPaths() {
    assertThat(ContainerPath.context("/var/log/a_b_c.log")).isEmpty();
  }
}
