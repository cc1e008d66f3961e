package dev.vedette.host.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Serves the console's files, all of which are read at the start. */
public final class Console {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** Each is a file of {@code /assets/}; a test holds this against what the files import. */
    static final List<String> ASSETS = List.of(
            "api.js",
            "app.js",
            "bar.js",
            "chart.js",
            "dom.js",
            "event.js",
            "fields.js",
            "format.js",
            "histogram.js",
            "icon.svg",
            "job.js",
            "keys.js",
            "ledger.js",
            "offenses.js",
            "query.js",
            "rows.js",
            "rules.js",
            "search.js",
            "searches.js",
            "sign-in.js",
            "state.js",
            "status.js",
            "style.css",
            "table.js",
            "time.js");

    /** Addresses of pages; the script in the page reads the rest of the address. */
    private static final List<String> PAGES =
            List.of("/", "/search", "/searches", "/offenses", "/offenses/:id", "/events/:id");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml");

    private record Asset(String type, Buffer content, String tag) {}

    private final Map<String, Asset> assets = new TreeMap<>();
    private final Asset page = read("index.html");

    public Console() {
        ASSETS.forEach(name -> assets.put(name, read(name)));
    }

    /** Mounts the pages. */
    public void mount(Router router) {
        PAGES.forEach(path -> router.get(path).handler(context -> send(context, page)));
        router.get("/assets/:name").handler(context -> {
            Asset asset = assets.get(context.pathParam("name"));
            if (asset == null) {
                context.next();
            } else {
                send(context, asset);
            }
        });
    }

    private static void send(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache") // may be kept, must be asked about
                .putHeader(HttpHeaders.ETAG, asset.tag());
        if (asset.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type()).end(asset.content());
        }
    }

    private static Asset read(String name) {
        try (InputStream in = Console.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the console's file " + name + " is missing from the jar");
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
            return new Asset(type, Buffer.buffer(bytes), '"' + HexFormat.of().formatHex(hash, 0, 12) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
