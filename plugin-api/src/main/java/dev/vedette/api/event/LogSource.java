package dev.vedette.api.event;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log source in Sigma's sense (Sigma specification 2.1, "Log Source"): category, product and service, each optional,
 * at least one given. Letters are lowered, because Sigma's own are. Immutable; equal by content.
 */
public final class LogSource {
    private final @Nullable String category;
    private final @Nullable String product;
    private final @Nullable String service;

    private LogSource(@Nullable String category, @Nullable String product, @Nullable String service) {
        this.category = category;
        this.product = product;
        this.service = service;
    }

    /**
     * A log source.
     *
     * @param category for example {@code process_creation}, or null
     * @param product for example {@code windows}, or null
     * @param service for example {@code sshd}, or null
     * @throws IllegalArgumentException if all three are null, or one is empty
     */
    public static LogSource of(@Nullable String category, @Nullable String product, @Nullable String service) {
        if (category == null && product == null && service == null) {
            throw new IllegalArgumentException("a log source needs a category, a product or a service");
        }
        return new LogSource(lower(category), lower(product), lower(service));
    }

    private static @Nullable String lower(@Nullable String attribute) {
        if (attribute != null && attribute.isBlank()) {
            throw new IllegalArgumentException("an attribute of a log source is null or has a name, it is not empty");
        }
        return attribute == null ? null : attribute.toLowerCase(Locale.ROOT);
    }

    /** What kind of activity, or null. */
    public @Nullable String category() {
        return category;
    }

    /** Which product wrote it, or null. */
    public @Nullable String product() {
        return product;
    }

    /** Which part of the product, or null. */
    public @Nullable String service() {
        return service;
    }

    /**
     * Whether an event of this source is one that a rule for {@code rule} is about: each attribute that the rule names
     * must be here with the same value. A rule that names more than the event carries does not match.
     *
     * @param rule the log source that the rule names
     */
    public boolean satisfies(LogSource rule) {
        return (rule.category == null || rule.category.equals(category))
                && (rule.product == null || rule.product.equals(product))
                && (rule.service == null || rule.service.equals(service));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogSource source
                && Objects.equals(category, source.category)
                && Objects.equals(product, source.product)
                && Objects.equals(service, source.service);
    }

    @Override
    public int hashCode() {
        return Objects.hash(category, product, service);
    }

    /** Product, category and service with a slash between them, {@code *} for what is null. */
    @Override
    public String toString() {
        return (product == null ? "*" : product) + "/" + (category == null ? "*" : category) + "/"
                + (service == null ? "*" : service);
    }
}
