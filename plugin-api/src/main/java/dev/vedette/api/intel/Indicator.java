package dev.vedette.api.intel;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something observable that speaks for malicious activity, as a feed gives it. Immutable. Names and meanings follow STIX
 * 2.1, section 4.7; whom it may be shown to, TLP 2.0.
 */
@Incubating
public final class Indicator {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)+");

    /** What kind of thing is observed. New constants may come in a minor version: give a {@code switch} a default. */
    public enum Type {
        /** An IPv4 or IPv6 address. */
        IP,
        /** A network in CIDR form. */
        NETWORK,
        /** A domain name, in A-label form (RFC 5890). */
        DOMAIN,
        /** A URL (RFC 3986), absolute. */
        URL,
        /** An e-mail address. */
        EMAIL,
        /** MD5 of a file, 32 hexadecimal digits. */
        MD5,
        /** SHA-1 of a file, 40 hexadecimal digits. */
        SHA1,
        /** SHA-256 of a file, 64 hexadecimal digits. */
        SHA256
    }

    /** Whom it may be shown to: the labels of TLP 2.0 (FIRST), from everybody to named recipients only. */
    public enum Tlp {
        /** Everybody. */
        CLEAR,
        /** The community. */
        GREEN,
        /** The organisation and its clients. */
        AMBER,
        /** The organisation only. */
        AMBER_STRICT,
        /** Named recipients only; the host shows it to administrators alone. */
        RED
    }

    private final String id;
    private final Type type;
    private final String value;
    private final int confidence;
    private final Tlp tlp;
    private final Instant validFrom;
    private final Instant validUntil;
    private final @Nullable String description;
    private final Set<String> labels;
    private final Set<String> techniques;
    private final Set<String> actors;

    private Indicator(Builder builder, Tlp tlp, Instant validFrom, Instant validUntil) {
        this.id = builder.id;
        this.type = builder.type;
        this.value = builder.value;
        this.confidence = builder.confidence;
        this.tlp = tlp;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
        this.description = builder.description;
        this.labels = Set.copyOf(builder.labels);
        this.techniques = Set.copyOf(builder.techniques);
        this.actors = Set.copyOf(builder.actors);
    }

    /**
     * Begins an indicator.
     *
     * @param id the source's own and stable, a STIX id where there is one; unique within the feed
     * @param type what kind of thing
     * @param value the thing; letters of domains, mail addresses and hashes are lowered, addresses brought to their usual
     *     form
     * @throws IllegalArgumentException if the value is none of that type; tell it with {@link FeedContext#refused}
     */
    public static Builder of(String id, Type type, String value) {
        return new Builder(id, type, value);
    }

    /** The source's own id. */
    public String id() {
        return id;
    }

    /** What kind of thing is observed. */
    public Type type() {
        return type;
    }

    /** The thing, in the form in which it is compared. */
    public String value() {
        return value;
    }

    /** How sure the source is, 0 to 100 (STIX 2.1, section 3.2 and appendix A). */
    public int confidence() {
        return confidence;
    }

    /** Whom it may be shown to. */
    public Tlp tlp() {
        return tlp;
    }

    /** From when on it speaks for malicious activity. */
    public Instant validFrom() {
        return validFrom;
    }

    /** Until when, exclusive. */
    public Instant validUntil() {
        return validUntil;
    }

    /** What people should know, or null. */
    public @Nullable String description() {
        return description;
    }

    /** What it stands for, from STIX's {@code indicator-type-ov} where possible ({@code malicious-activity}). */
    public Set<String> labels() {
        return labels;
    }

    /** ATT&amp;CK ids of techniques that it speaks for. */
    public Set<String> techniques() {
        return techniques;
    }

    /** ATT&amp;CK group ids or names of the actors that it speaks for. */
    public Set<String> actors() {
        return actors;
    }

    /** Id and type, never the value: it may be confidential. */
    @Override
    public String toString() {
        return "Indicator[" + id + ", " + type + "]";
    }

    private static String normalised(Type type, String value) {
        String text = value.strip();
        return switch (type) {
            case IP -> valid(type, address(text));
            case NETWORK -> valid(type, network(text));
            case DOMAIN -> valid(type, domain(text));
            case EMAIL -> valid(type, text.indexOf('@') > 0 ? text.toLowerCase(Locale.ROOT) : null);
            case URL -> valid(type, text.indexOf("://") > 0 ? text : null);
            case MD5 -> valid(type, hash(text, 32));
            case SHA1 -> valid(type, hash(text, 40));
            case SHA256 -> valid(type, hash(text, 64));
        };
    }

    private static @Nullable String address(String text) {
        IpAddress address = IpAddress.parse(text);
        return address == null ? null : address.toString();
    }

    private static @Nullable String domain(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return name.length() <= 253
                        && address(name) == null
                        && HOST.matcher(name).matches()
                ? name
                : null;
    }

    private static @Nullable String network(String text) {
        int slash = text.indexOf('/');
        IpAddress base = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        if (base == null || bits.isEmpty() || bits.length() > 3 || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int prefix = Integer.parseInt(bits);
        return prefix <= (base.isV4() ? 32 : 128) ? base + "/" + prefix : null;
    }

    private static @Nullable String hash(String text, int digits) {
        return text.length() == digits && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)
                ? text.toLowerCase(Locale.ROOT)
                : null;
    }

    private static String valid(Type type, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("the value of the indicator is no " + type);
        }
        return value;
    }

    /** Builds an {@link Indicator}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final Type type;
        private final String value;
        private int confidence = -1;
        private @Nullable Tlp tlp;
        private @Nullable Instant validFrom;
        private @Nullable Instant validUntil;
        private @Nullable String description;
        private final Set<String> labels = new LinkedHashSet<>();
        private final Set<String> techniques = new LinkedHashSet<>();
        private final Set<String> actors = new LinkedHashSet<>();

        private Builder(String id, Type type, String value) {
            this.id = Objects.requireNonNull(id, "id");
            this.type = Objects.requireNonNull(type, "type");
            this.value = normalised(type, value);
        }

        /**
         * Says how sure the source is; needed.
         *
         * @param percent 0 to 100
         * @throws IllegalArgumentException if it is not of that range
         */
        public Builder confidence(int percent) {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("the confidence of " + id + " is 0 to 100, not " + percent);
            }
            this.confidence = percent;
            return this;
        }

        /** Says whom it may be shown to; needed. */
        public Builder tlp(Tlp label) {
            this.tlp = Objects.requireNonNull(label, "label");
            return this;
        }

        /**
         * Says when it speaks for malicious activity; needed.
         *
         * @param from inclusive
         * @param until exclusive
         * @throws IllegalArgumentException if it ends before it begins
         */
        public Builder valid(Instant from, Instant until) {
            if (!until.isAfter(from)) {
                throw new IllegalArgumentException("the indicator " + id + " ends before it begins");
            }
            this.validFrom = from;
            this.validUntil = until;
            return this;
        }

        /** Says what people should know. */
        public Builder description(String text) {
            this.description = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Adds what it stands for. */
        public Builder label(String label) {
            labels.add(label);
            return this;
        }

        /** Adds an ATT&amp;CK technique id. */
        public Builder technique(String technique) {
            techniques.add(technique.toUpperCase(Locale.ROOT));
            return this;
        }

        /** Adds an actor's ATT&amp;CK group id or name. */
        public Builder actor(String actor) {
            actors.add(actor);
            return this;
        }

        /**
         * The indicator.
         *
         * @throws IllegalStateException if confidence, TLP or the time of validity was not given
         */
        public Indicator build() {
            if (confidence < 0 || tlp == null || validFrom == null || validUntil == null) {
                throw new IllegalStateException(
                        "an indicator needs confidence(), tlp() and valid(); set them on " + id);
            }
            return new Indicator(this, tlp, validFrom, validUntil);
        }
    }
}
