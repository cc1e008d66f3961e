package dev.vedette.host.config;

/** A configuration that cannot be used; the message names the place and the remedy. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
