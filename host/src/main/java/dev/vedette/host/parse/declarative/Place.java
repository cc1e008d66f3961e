package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.api.parse.SyslogMessage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value stands while a record is parsed: a field of the event, scratch, or something given. */
sealed interface Place {
    String name();

    @Nullable
    Object get(Frame frame);

    /** Whether steps may write it. */
    default boolean isWritable() {
        return true;
    }

    void put(Frame frame, Object value);

    void remove(Frame frame);

    /** The type that its values have. */
    default Conversion conversion() {
        return Conversion.NONE;
    }

    /** As text; the first one of a list. */
    default @Nullable String text(Frame frame) {
        Object value = get(frame);
        if (value instanceof String text) {
            return text;
        }
        Object first = value instanceof List<?> list ? list.get(0) : value;
        return first == null ? null : first.toString();
    }

    /** A field; its conversion is asked for when the parser is compiled. */
    record OfField(Field field, Conversion conversion) implements Place {
        @Override
        public String name() {
            return field.name();
        }

        @Override
        public @Nullable Object get(Frame frame) {
            return frame.draft.get(field);
        }

        @Override
        public void put(Frame frame, Object value) {
            if (value instanceof List<?> list) {
                frame.draft.setAll(field, list);
            } else {
                frame.draft.set(field, value);
            }
        }

        @Override
        public void remove(Frame frame) {
            frame.draft.remove(field);
        }
    }

    record OfScratch(String name, int slot) implements Place {
        @Override
        public @Nullable Object get(Frame frame) {
            return frame.scratch[slot];
        }

        @Override
        public void put(Frame frame, Object value) {
            frame.scratch[slot] = value;
        }

        @Override
        public void remove(Frame frame) {
            frame.scratch[slot] = null;
        }
    }

    /** What the host knows about the record. */
    enum Given implements Place {
        MESSAGE("_message"),
        RAW("_raw"),
        HOSTNAME("_syslog.hostname"),
        PROGRAM("_syslog.program"),
        PID("_syslog.pid"),
        MSGID("_syslog.msgid"),
        PRIORITY("_syslog.priority"),
        FACILITY("_syslog.facility"),
        SEVERITY("_syslog.severity"),
        PATH("_origin.path"),
        SENDER("_origin.sender"),
        RECEIVER("_origin.receiver");

        private final String label;

        Given(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        @Override
        public @Nullable Object get(Frame frame) {
            SyslogMessage header = frame.header;
            return switch (this) {
                case MESSAGE -> frame.message;
                case RAW -> frame.draft.raw().text();
                case HOSTNAME -> header == null ? null : header.hostname();
                case PROGRAM -> header == null ? null : header.appName();
                case PID -> header == null ? null : header.processId();
                case MSGID -> header == null ? null : header.messageId();
                case PRIORITY -> number(header, Integer.MAX_VALUE, 0);
                case FACILITY -> number(header, Integer.MAX_VALUE, 3);
                case SEVERITY -> number(header, 7, 0);
                case PATH -> frame.draft.raw().origin().path();
                case SENDER -> frame.draft.raw().origin().sender();
                case RECEIVER -> frame.draft.raw().origin().receiver();
            };
        }

        private static @Nullable String number(@Nullable SyslogMessage header, int mask, int shift) {
            return header == null || header.priority() < 0 ? null : Integer.toString(header.priority() >> shift & mask);
        }

        @Override
        public boolean isWritable() {
            return false;
        }

        @Override
        public void put(Frame frame, Object value) {
            throw new IllegalStateException(label + " is read-only");
        }

        @Override
        public void remove(Frame frame) {
            throw new IllegalStateException(label + " is read-only");
        }
    }

    /** A parameter of structured data. */
    record OfParameter(String name, String element, String parameter) implements Place {
        @Override
        public @Nullable Object get(Frame frame) {
            SyslogMessage header = frame.header;
            if (header == null) {
                return null;
            }
            Map<String, Map<String, String>> data = frame.structuredData;
            if (data == null) {
                data = header.structuredData();
                frame.structuredData = data;
            }
            String value = data.getOrDefault(element, Map.of()).get(parameter);
            return value == null || value.isEmpty() ? null : value;
        }

        @Override
        public boolean isWritable() {
            return false;
        }

        @Override
        public void put(Frame frame, Object value) {
            throw new IllegalStateException(name + " is read-only");
        }

        @Override
        public void remove(Frame frame) {
            throw new IllegalStateException(name + " is read-only");
        }
    }
}
