/**
 * Configuration: one YAML file, overridden by the environment, into records.
 *
 * <p>Each domain owns a settings record with its defaults; this package fills it. An unknown key is a start-up error that
 * names the nearest key. {@code VEDETTE_SERVER__PORT=9000} sets {@code server.port}; with {@code _FILE} behind the name
 * the value is read from that file, for secrets.
 */
@NullMarked
package dev.vedette.host.config;

import org.jspecify.annotations.NullMarked;
