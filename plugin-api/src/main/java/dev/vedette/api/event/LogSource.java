package dev.vedette.api.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log source in Sigma's sense (Sigma specification 2.1, "Log Source"): category, product and service, each optional,
 * at least one given, lower case. Immutable; equal by content.
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
     * @throws IllegalArgumentException if all three are null
     */
    public static LogSource of(@Nullable String category, @Nullable String product, @Nullable String service) {
        if (category == null && product == null && service == null) {
            throw new IllegalArgumentException("a log source needs a category, a product or a service");
        }
        return new LogSource(category, product, service);
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
     */
    public boolean satisfies(LogSource rule) {
        return (rule.category == null || rule.category.equals(category))
                && (rule.product == null || rule.product.equals(product))
                && (rule.service == null || rule.service.equals(service));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogSource
                && Objects.equals(category, ((LogSource) other).category)
                && Objects.equals(product, ((LogSource) other).product)
                && Objects.equals(service, ((LogSource) other).service);
    }

    @Override
    public int hashCode() {
        return Objects.hash(category, product, service);
    }

    @Override
    public String toString() {
        return (product == null ? "*" : product) + "/" + (category == null ? "*" : category) + "/"
                + (service == null ? "*" : service);
    }
}
