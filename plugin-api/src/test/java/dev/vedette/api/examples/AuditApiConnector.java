package dev.vedette.api.examples;

import dev.vedette.api.HttpReply;
import dev.vedette.api.input.InputConnector;
import dev.vedette.api.input.InputContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.pf4j.Extension;

/** Pages through an invented API that gives audit records as lines, and where to go on as a header. */
@Extension
public final class AuditApiConnector implements InputConnector {
    @Override
    public String id() {
        return "example.audit-api";
    }

    @Override
    public void fetch(InputContext context) throws IOException, InterruptedException {
        String url = context.setting("url");
        if (url == null) {
            throw new IOException("the connector does not know where to look; set its url");
        }
        String position = context.checkpoint();
        while (!context.stopping()) {
            HttpReply page = context.http().get(URI.create(url + "?after=" + position), Map.of());
            if (page.status() != 200) {
                throw new IOException("the audit API answers with status " + page.status());
            }
            for (String line : page.text().lines().toList()) {
                context.record(line.getBytes(StandardCharsets.UTF_8), null);
            }
            String next = page.header("X-Next");
            if (next == null) {
                return;
            }
            position = next;
            context.checkpoint(position);
        }
    }
}
