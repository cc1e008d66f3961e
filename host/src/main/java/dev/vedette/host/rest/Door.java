package dev.vedette.host.rest;

import dev.vedette.host.access.Access;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.rest.Endpoint.Body;
import dev.vedette.host.rest.Endpoint.Gate;
import dev.vedette.host.rest.Endpoint.Work;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Mounts endpoints: checks who calls, limits what comes in, runs the work, writes the answer. */
final class Door {
    private static final String BEARER = "Bearer ";
    private static final String PRINCIPAL = "vedette.principal";

    private final Router router;
    private final WorkerExecutor workers;
    private final ApiSettings settings;
    private final Access access;
    private final Answers answers = new Answers();
    private final AuditTrail trail;
    private final AtomicInteger underWay = new AtomicInteger();

    Door(Router router, WorkerExecutor workers, ApiSettings settings, Access access, Clock clock) {
        this.router = router;
        this.workers = workers;
        this.settings = settings;
        this.access = access;
        this.trail = new AuditTrail(access.audit(), clock);
    }

    void mount(Endpoint endpoint) {
        String pattern = endpoint.path().replaceAll("\\{(\\w+)}", ":$1");
        Route route = router.route(endpoint.method(), pattern);
        route.handler(context -> admit(endpoint.gate(), context));
        if (endpoint.body() == Body.JSON || endpoint.body() == Body.UPLOAD) {
            BodyHandler body = BodyHandler.create(false)
                    .setBodyLimit(endpoint.body() == Body.JSON ? settings.maxBody() : settings.maxUpload());
            route.handler(
                    context -> body.handle(context)); // wrapped: Vert.x wants bodies read before, not after, admit
        }
        switch (endpoint.work()) {
            case Work.Blocking work -> route.handler(context -> answer(endpoint, work.action(), context));
            case Work.Prompt work ->
                route.handler(context -> {
                    try {
                        Call call = call(context);
                        call.allow(endpoint.parameters());
                        answers.reply(context, work.action().answer(call));
                    } catch (Problem | IOException e) {
                        context.fail(e);
                    }
                });
            case Work.Streaming work ->
                route.handler(context -> {
                    try {
                        Call call = call(context);
                        call.allow(endpoint.parameters());
                        work.stream().take(context.request(), call);
                    } catch (Problem problem) {
                        answers.problem(context, problem);
                    }
                });
        }
        route.failureHandler(this::failed);
    }

    /** The last word about what no route answers. */
    void mountRest() {
        router.errorHandler(404, context -> answers.problem(context, Answers.ofStatus(404)));
        router.errorHandler(
                405,
                context -> answers.problem(
                        context,
                        Problem.of(
                                405,
                                "Method not allowed",
                                context.request().method() + " is not possible here.",
                                "The routes are listed in /api/v1/openapi.yaml.")));
        router.errorHandler(
                400,
                context -> answers.problem(
                        context, Problem.badRequest("The request cannot be read.", "Check its address and headers.")));
        router.route().failureHandler(this::failed);
    }

    private void admit(Gate gate, RoutingContext context) {
        if (!(gate instanceof Gate.Needs needs)) {
            context.next();
            return;
        }
        Principal principal = principal(context);
        if (principal == null) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"vedette\"");
            answers.problem(context, Problem.unauthorized());
        } else if (!principal.may(needs.role())) {
            context.put(PRINCIPAL, principal);
            deny(context, principal, needs.role());
        } else {
            context.put(PRINCIPAL, principal);
            context.next();
        }
    }

    private @Nullable Principal principal(RoutingContext context) {
        String bearer = bearer(context);
        if (bearer != null) {
            return access.authenticate(bearer);
        }
        Caller caller = Caller.of(context.request(), settings);
        return caller.session() == null ? null : access.session(caller.session(), caller.background());
    }

    private void deny(RoutingContext context, Principal principal, Role needed) {
        Call call = call(context);
        context.request().pause(); // nobody reads it, and writing down takes a moment
        workers.executeBlocking(
                        () -> {
                            trail.denied(call, context.request().method().name(), context.normalizedPath());
                            return call;
                        },
                        false)
                .onComplete(done -> {
                    answers.problem(
                            context,
                            Problem.forbidden(
                                    "This needs the role " + needed.label() + "; '" + principal.id() + "' has the role "
                                            + principal.role().label() + ".",
                                    "Use a token or user with that role."));
                    context.request().resume();
                });
    }

    private static @Nullable String bearer(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private void answer(Endpoint endpoint, Endpoint.Action action, RoutingContext context) {
        if (underWay.incrementAndGet() > settings.workers() + settings.waiting()) {
            underWay.decrementAndGet();
            answers.problem(context, Problem.busy("Too many requests are being answered.", 2));
            return;
        }
        Call call = call(context);
        Future<@Nullable Reply> work = workers.executeBlocking(
                () -> {
                    call.allow(endpoint.parameters());
                    trail.before(endpoint, call);
                    try {
                        return action.answer(call);
                    } catch (Problem | IOException | RuntimeException e) {
                        trail.failed(endpoint, call, e);
                        throw e;
                    }
                },
                false);
        work.onComplete(done -> underWay.decrementAndGet()); // also when the caller was told to come again before
        work.compose(reply -> reply instanceof Reply.Later later
                        ? Future.fromCompletionStage(
                                later.reply(), context.vertx().getOrCreateContext())
                        : Future.succeededFuture(reply))
                .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(reply -> answers.reply(context, Objects.requireNonNull(reply, "reply")))
                .onFailure(context::fail);
    }

    private Call call(RoutingContext context) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        context.queryParams()
                .forEach(entry -> query.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(entry.getValue()));
        byte[] body = context.body() == null || context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        String prefer = context.request().getHeader("Prefer");
        return new Call(
                context.get(PRINCIPAL),
                new HashMap<>(context.pathParams()),
                query,
                body,
                prefer,
                Caller.of(context.request(), settings));
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Problem problem) {
            answers.problem(context, problem);
        } else if (failure instanceof TimeoutException) {
            answers.problem(
                    context,
                    Problem.busy("This took more than " + settings.timeout().toSeconds() + " s.", 5));
        } else if (failure instanceof HttpException http && http.getStatusCode() < 500) {
            answers.problem(context, Answers.ofStatus(http.getStatusCode()));
        } else if (failure == null && context.statusCode() >= 400 && context.statusCode() < 500) {
            answers.problem(context, Answers.ofStatus(context.statusCode()));
        } else {
            answers.fault(context, failure);
        }
    }
}
