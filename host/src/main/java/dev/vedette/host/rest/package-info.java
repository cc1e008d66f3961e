/**
 * The REST API under {@code /api/v1}, the health checks and the metrics.
 *
 * <p>Every route is an {@link dev.vedette.host.rest.Endpoint}: method, path, who may call it, and what it does. One
 * {@link dev.vedette.host.rest.Door} mounts them all and is the one place where a token is checked, a body is limited
 * and an error becomes a problem document (RFC 9457); an endpoint without a rule about who may call it cannot be made.
 * What an endpoint does is plain blocking Java on a worker thread; nothing but the taking in of telemetry runs on the
 * event loop. The contract is {@code openapi.yaml} beside this code, held against the routes by a test.
 *
 * <p>Nothing here decides anything: the routes translate between HTTP and the domain packages, always with the caller's
 * client scope.
 */
@NullMarked
package dev.vedette.host.rest;

import org.jspecify.annotations.NullMarked;
