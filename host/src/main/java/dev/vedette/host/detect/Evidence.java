package dev.vedette.host.detect;

/**
 * Why a rule matched.
 *
 * @param field the field of the event, or {@code (raw record)}
 * @param value its value as text, cut after 1,000 characters
 * @param test the part of the rule that it satisfied: {@code Image|endswith: \whoami.exe}
 */
public record Evidence(String field, String value, String test) {}
