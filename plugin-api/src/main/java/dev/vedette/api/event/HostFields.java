package dev.vedette.api.event;

/** Fields that the host sets on every event after parsing; what a parser puts there is overwritten. */
public final class HostFields {
    /** Id of the client (tenant) that owns the event. */
    public static final Field CLIENT = Field.of("organization.id");
    /** When the host received the record. */
    public static final Field RECEIVED = Field.of("event.created");
    /** When the event was handed to the store. */
    public static final Field STORED = Field.of("event.ingested");
    /** What kind of thing this is; {@code pipeline_error} where parsing failed. */
    public static final Field KIND = Field.of("event.kind");
    /** Why parsing failed. */
    public static final Field ERROR = Field.of("error.message");
    /** Marks; {@code unparsed} where no parser knew the record. */
    public static final Field TAGS = Field.of("tags");
    /** The parser that read the record. */
    public static final Field PARSER_ID = Field.of("vedette.parser.id");
    /** The version of the pack that the parser came in. */
    public static final Field PARSER_VERSION = Field.of("vedette.parser.version");
    /** The receiver that took the record in. */
    public static final Field RECEIVER = Field.of("vedette.receiver");
    /** Ids of the rules that matched. */
    public static final Field RULE_ID = Field.of("vedette.rule.id");
    /** {@code L2L}, {@code L2R}, {@code R2L} or {@code R2R} by the client's network hierarchy. */
    public static final Field DIRECTION = Field.of("vedette.direction");
    /** Address of the sender of the packet or connection. */
    public static final Field SENDER = Field.of("log.source.address");
    /** The file that the record was read from. */
    public static final Field FILE = Field.of("log.file.path");
    /** How many events of the same kind this one stands for; not there on an event that stands for itself alone. */
    public static final Field COUNT = Field.of("vedette.count");

    private HostFields() {}
}
