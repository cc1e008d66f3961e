package dev.vedette.host.rest;

import dev.vedette.host.access.Access;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The parts behind the API, small: what they got is in lists, what they answer is set by the test. */
final class FakeHost {
    final List<String> ingested = new ArrayList<>();
    final List<Health.Check> checks = new ArrayList<>(List.of(new Health.Check("index", true, "open")));

    FakeHost(Path data) {}

    ApiServices services(Access access) {
        return new ApiServices(
                "0.0-test",
                access,
                Clock.systemUTC(),
                () -> List.copyOf(checks),
                () -> "vedette_up 1\n",
                (request, origin) -> request.body().onSuccess(body -> {
                    ingested.add(origin.build().client() + "|" + origin.build().source() + "|" + body);
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end("{\"accepted\":1}");
                }),
                router -> {});
    }
}
