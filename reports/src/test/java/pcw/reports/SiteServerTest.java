package pcw.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteServerTest {
  @TempDir Path folder;

  private Path set() throws Exception {
    Path set = folder.resolve("set");
    Files.createDirectories(set.resolve("pages"));
    Files.writeString(set.resolve("pages/index.html"), "<!doctype html><title>Home</title>");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(set.resolve("pages/link.txt"), folder.resolve("secret.txt"));
    return set;
  }

  /** The raw answer to a raw request, so that no client tidies the path. */
  private static String ask(SiteServer site, String method, String path) throws Exception {
    URI address = URI.create(site.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(
          "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .formatted(method, path)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void showsTheSetOnLoopbackOnly() throws Exception {
    try (SiteServer site = SiteServer.start(set(), 0)) {
      assertThat(site.address()).startsWith("http://127.0.0.1:");
      assertThat(ask(site, "GET", "/"))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-type: text/html; charset=utf-8")
          .contains("<title>Home</title>");
      assertThat(ask(site, "POST", "/")).startsWith("HTTP/1.1 405");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/pages/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/pages/%2e%2e%2f%2e%2e%2fsecret.txt",
        "//etc/passwd",
        "/pages/link.txt",
        "/pages/none.html"
      })
  void givesNothingFromElsewhere(String path) throws Exception {
    try (SiteServer site = SiteServer.start(set(), 0)) {
      assertThat(ask(site, "GET", path)).startsWith("HTTP/1.1 404").doesNotContain("secret");
    }
  }
}
