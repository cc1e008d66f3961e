package dev.vedette.api.respond;

import dev.vedette.api.Incubating;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wanted of a response action. Immutable; made by the host. */
@Incubating
public interface ResponseRequest {
    /** Unique for ever; the same for plan, execution and undoing. Give it to the device as the key of idempotence. */
    String id();

    /** Id of the client (tenant) that is concerned. */
    String client();

    /** Id of the offense that is answered. */
    String offense();

    /** What is aimed at: one of {@link ResponseAction#targets()}. */
    String targetField();

    /** The value of that field, as text: an address, a user name. It comes from events: never trust its form. */
    String target();

    /** Why, in one sentence, by the person or policy that wants it. */
    String reason();

    /** Who wants it. */
    String requestedBy();

    /** When it is to end by itself, or null if it is to stay. The host calls for its undoing then. */
    @Nullable
    Instant until();

    /** Ids of the events that speak for it, the most telling first. */
    List<String> evidence();
}
