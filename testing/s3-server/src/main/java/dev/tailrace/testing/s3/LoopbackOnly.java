package dev.tailrace.testing.s3;

import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/**
 * Takes away the second connector, which listens on every interface. The first, meant for TLS, is
 * plain HTTP without a key store and listens where it is told to.
 */
final class LoopbackOnly implements BeanPostProcessor {
  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof TomcatServletWebServerFactory factory) {
      factory.setAdditionalConnectors(List.of());
    }
    return bean;
  }
}
