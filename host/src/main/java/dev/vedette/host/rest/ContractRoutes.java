package dev.vedette.host.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contract itself: {@code openapi.yaml}. */
final class ContractRoutes {
    private final String contract = read();

    List<Endpoint> endpoints() {
        return List.of(Endpoint.open(
                "/api/v1/openapi.yaml",
                "the same text as in the published source",
                call -> new Reply.Text(200, "application/yaml; charset=utf-8", contract)));
    }

    static String read() {
        try (InputStream in = ContractRoutes.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
