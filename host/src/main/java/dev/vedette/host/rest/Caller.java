package dev.vedette.host.rest;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param address of the caller; where a trusted proxy stands between, the one that this one names
 * @param encrypted whether nobody on the way could read it
 * @param session the secret of the console's cookie, if the request may use it; null otherwise
 * @param page whether a page of the console makes it
 * @param background whether a page makes it by itself, without anybody who touched it
 */
record Caller(String address, boolean encrypted, @Nullable String session, boolean page, boolean background) {
    /** What the console's pages send along. Another site's page cannot without being asked for, and nobody is allowed. */
    static final String PAGE_HEADER = "X-Vedette-Console";

    static final Caller UNKNOWN = new Caller("unknown", false, null, false, false);

    /** A browser takes a name with this beginning only with Secure, for this very host, from this very host. */
    private static final String HOST_ONLY = "__Host-";

    private static final String COOKIE = "vedette-session";
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    static Caller of(HttpServerRequest request, ApiSettings settings) {
        String address = request.remoteAddress() == null
                ? "unknown"
                : String.valueOf(request.remoteAddress().hostAddress());
        boolean proxied = settings.trustedProxies().contains(address);
        boolean encrypted =
                settings.tls() != null || (proxied && "https".equals(request.getHeader("X-Forwarded-Proto")));
        String page = request.getHeader(PAGE_HEADER);
        Cookie cookie = request.getCookie(name(encrypted));
        return new Caller(
                proxied ? named(request, settings.trustedProxies(), address) : address,
                encrypted,
                cookie != null && mayUseCookie(request, page != null) ? cookie.getValue() : null,
                page != null && site(request),
                "background".equals(page));
    }

    /** The last one in the list that no proxy of ours stands for; what comes before it anybody can write. */
    private static String named(HttpServerRequest request, List<String> proxies, String otherwise) {
        List<String> hops = List.of(
                String.join(",", request.headers().getAll("X-Forwarded-For")).split(",", -1));
        for (String hop : hops.reversed()) {
            String address = hop.strip();
            if (!LITERAL.matcher(address).matches()) {
                return otherwise;
            }
            if (!proxies.contains(address)) {
                return address.toLowerCase(Locale.ROOT);
            }
        }
        return otherwise;
    }

    /** A browser sends a cookie by itself; what changes something must come from a page of ours. */
    private static boolean mayUseCookie(HttpServerRequest request, boolean fromPage) {
        return site(request)
                && (fromPage
                        || request.method().equals(HttpMethod.GET)
                        || request.method().equals(HttpMethod.HEAD));
    }

    /** What browsers say of the page that asks; "none" is somebody who typed the address. */
    private static boolean site(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    private static String name(boolean encrypted) {
        return encrypted ? HOST_ONLY + COOKIE : COOKIE;
    }

    /** The header that gives a browser a session, or takes it away. */
    String cookie(String secret, long seconds) {
        return name(encrypted) + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (encrypted ? "; Secure" : "");
    }
}
