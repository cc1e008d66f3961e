package dev.vedette.host.parse.declarative;

import java.util.ArrayList;
import java.util.List;

/**
 * A place with the conversion of what is written there. The field is set to nothing but values of its type: what cannot
 * be converted is left out, with a warning.
 */
record Target(Place place, Conversion conversion) {
    /** Writes text out of a record. */
    void text(Frame frame, String text) {
        if (text.isEmpty() || frame.isAbsent(text)) {
            return;
        }
        Object value = conversion.read(text);
        if (value != null) {
            place.put(frame, value);
        } else if (!text.equals("-")) {
            frame.warn(place.name());
        }
    }

    /** Writes a value that is typed already, or a list. */
    void value(Frame frame, Object value) {
        if (value instanceof String text) {
            text(frame, text);
            return;
        }
        Object converted = conversion.convertAll(value);
        if (converted == null) {
            frame.warn(place.name());
        } else {
            place.put(frame, converted);
        }
    }

    /** Appends a value to what is there. */
    void add(Frame frame, Object value) {
        if (value instanceof String text && (text.isEmpty() || frame.isAbsent(text))) {
            return;
        }
        Object converted = conversion.convert(value);
        if (converted == null) {
            if (!"-".equals(value)) {
                frame.warn(place.name());
            }
        } else if (place instanceof Place.OfField field) {
            frame.draft.add(field.field(), converted);
        } else {
            Object present = place.get(frame);
            if (present == null) {
                place.put(frame, converted);
            } else {
                List<Object> all = new ArrayList<>(present instanceof List<?> list ? list : List.of(present));
                if (all.size() < Frame.MAX_LIST) {
                    all.add(converted);
                    place.put(frame, all);
                }
            }
        }
    }
}
