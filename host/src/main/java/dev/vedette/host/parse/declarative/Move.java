package dev.vedette.host.parse.declarative;

import java.util.List;

/** {@code rename} and {@code copy}. */
record Move(boolean remove, List<Pair> pairs) implements Action {
    record Pair(Place from, Target to) {}

    @Override
    public Result run(Frame frame) {
        for (Pair pair : pairs) {
            Object value = pair.from.get(frame);
            if (value != null) {
                if (remove) {
                    pair.from.remove(frame);
                }
                pair.to.value(frame, value);
            }
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return pairs.stream()
                .anyMatch(pair -> pair.to.place().name().equals(name)
                        || (remove && pair.from.name().equals(name)));
    }
}
