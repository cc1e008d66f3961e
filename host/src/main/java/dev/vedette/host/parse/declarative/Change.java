package dev.vedette.host.parse.declarative;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code lowercase}, {@code uppercase}, {@code trim}: texts changed in place. */
record Change(List<Place> places, UnaryOperator<String> change) implements Action {
    @Override
    public Result run(Frame frame) {
        for (Place place : places) {
            Object value = place.get(frame);
            if (value instanceof String text) {
                String changed = change.apply(text);
                if (changed.isEmpty()) {
                    place.remove(frame);
                } else {
                    place.put(frame, changed);
                }
            } else if (value instanceof List<?> list) {
                List<Object> changed = new ArrayList<>();
                for (Object member : list) {
                    changed.add(member instanceof String text ? change.apply(text) : member);
                }
                place.put(frame, changed);
            }
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return places.stream().anyMatch(place -> place.name().equals(name));
    }
}
