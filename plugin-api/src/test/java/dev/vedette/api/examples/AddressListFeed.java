package dev.vedette.api.examples;

import dev.vedette.api.HttpReply;
import dev.vedette.api.intel.FeedContext;
import dev.vedette.api.intel.Indicator;
import dev.vedette.api.intel.IndicatorFeed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Fetches a list with one address in each line; asks only for what has changed, by its ETag (RFC 9110, 8.8.3). */
@Extension
public final class AddressListFeed implements IndicatorFeed {
    @Override
    public String id() {
        return "example.address-list";
    }

    @Override
    public String poll(String cursor, FeedContext context) throws IOException, InterruptedException {
        String url = context.setting("url");
        if (url == null) {
            throw new IOException("the feed does not know where to look; set its url");
        }
        HttpReply reply =
                context.http().get(URI.create(url), cursor.isEmpty() ? Map.of() : Map.of("If-None-Match", cursor));
        if (reply.status() == 304) {
            return cursor;
        }
        if (reply.status() != 200) {
            throw new IOException("the list answers with status " + reply.status());
        }
        List<String> lines = reply.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            accept(lines.get(i), i + 1, context);
        }
        String tag = reply.header("ETag");
        return tag == null ? "" : tag;
    }

    private static void accept(String line, int number, FeedContext context) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        try {
            context.accept(Indicator.of(line, Indicator.Type.IP, line)
                    .confidence(60)
                    .tlp(Indicator.Tlp.GREEN)
                    .valid(context.now(), context.now().plus(Duration.ofDays(7)))
                    .label("malicious-activity")
                    .build());
        } catch (IllegalArgumentException e) {
            context.refused("line " + number, e.getMessage());
        }
    }
}
