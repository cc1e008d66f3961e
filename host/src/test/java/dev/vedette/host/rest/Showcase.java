package dev.vedette.host.rest;

import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Runs the API and the console over sample data, to look at: the address is printed. */
final class Showcase {
    private Showcase() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        try (ApiFixture api =
                new ApiFixture(Files.createTempDirectory("showcase"), settings -> settings.withPort(port))) {
            Samples.fill(api.host, Instant.now());
            System.out.println(api.server.url() + "#token=" + ApiFixture.ADMIN);
            new CountDownLatch(1).await();
        }
    }
}
