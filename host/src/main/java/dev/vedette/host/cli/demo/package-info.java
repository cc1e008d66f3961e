/**
 * The telemetry of {@code vedette demo}: a story in {@code telemetry.yml}, sent over real sockets in the order of its
 * moments, with times shifted so that it ends now.
 */
@NullMarked
package dev.vedette.host.cli.demo;

import org.jspecify.annotations.NullMarked;
