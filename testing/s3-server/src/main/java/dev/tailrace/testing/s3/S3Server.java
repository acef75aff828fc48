package dev.tailrace.testing.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.tailrace.testing.child.ChildMain;
import dev.tailrace.testing.child.ChildServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An S3 endpoint on loopback that keeps buckets, objects, multiparts, tags and lifecycle rules over
 * a restart. It takes any credentials, and stores lifecycle rules without acting on them.
 */
public final class S3Server implements ChildServer {
  /** More than a part of 100 MiB. */
  private static final String LARGEST_PAYLOAD = "256MB";

  private final ConfigurableApplicationContext context;
  private final int port;

  private S3Server(ConfigurableApplicationContext context, int port) {
    this.context = context;
    this.port = port;
  }

  /**
   * Runs the endpoint until the parent process ends.
   *
   * @param arguments the data folder, the HTTP port (0 for a free one), and the bucket to create
   */
  public static void main(String[] arguments) {
    ChildMain.run(() -> start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), arguments[2]));
  }

  private static S3Server start(Path home, int port, String bucket) throws IOException {
    Path root = Files.createDirectories(home.resolve("data"));
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(S3MockApplication.class)
            .initializers(it -> it.getBeanFactory().addBeanPostProcessor(new LoopbackOnly()))
            .bannerMode(Banner.Mode.OFF)
            .run(arguments(root, port, bucket));
    if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      return new S3Server(context, web.getWebServer().getPort());
    }
    throw new IllegalStateException("Started without a web server: " + context);
  }

  /** As arguments, since mere properties give way to those that the application brings. */
  private static String[] arguments(Path root, int port, String bucket) {
    return new String[] {
      "--server.address=127.0.0.1",
      "--server.port=" + port,
      "--http.port=0",
      "--com.adobe.testing.s3mock.max-payload-size=" + LARGEST_PAYLOAD,
      "--com.adobe.testing.s3mock.store.root=" + root,
      "--com.adobe.testing.s3mock.store.retainFilesOnExit=true",
      "--com.adobe.testing.s3mock.store.initialBuckets=" + bucket
    };
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    context.close();
  }
}
