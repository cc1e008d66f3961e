package dev.vedette.host.parse.declarative;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Steps in their order. Steps in a row that are all guarded by the value of the same name are run through one look-up in
 * a hash table, as long as none of them writes that name.
 */
final class Block {
    private static final int WORTH_IT = 3;

    private final List<Part> parts;
    private final List<Step> steps;

    private Block(List<Part> parts, List<Step> steps) {
        this.parts = parts;
        this.steps = steps;
    }

    private interface Part {
        Result run(Frame frame);
    }

    static Block of(List<Step> steps) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < steps.size()) {
            int end = runEnd(steps, at);
            if (end - at >= WORTH_IT) {
                parts.add(Dispatch.of(steps.subList(at, end)));
                at = end;
            } else {
                parts.add(steps.get(at++)::run);
            }
        }
        return new Block(List.copyOf(parts), List.copyOf(steps));
    }

    private static int runEnd(List<Step> steps, int from) {
        Place place = key(steps.get(from));
        if (place == null) {
            return from;
        }
        int end = from;
        while (end < steps.size()) {
            Place next = key(steps.get(end));
            if (next == null || !next.name().equals(place.name())) {
                break;
            }
            if (steps.get(end++).writes(place.name())) {
                break; // the steps behind it see another value
            }
        }
        return end;
    }

    private static @Nullable Place key(Step step) {
        return step.when() == null ? null : step.when().place();
    }

    Result run(Frame frame) {
        if (frame.trace != null) {
            for (Step step : steps) {
                Result result = step.run(frame);
                if (result == Result.END) {
                    return result;
                }
            }
            return Result.OK;
        }
        for (Part part : parts) {
            if (part.run(frame) == Result.END) {
                return Result.END;
            }
        }
        return Result.OK;
    }

    boolean writes(String name) {
        return steps.stream().anyMatch(step -> step.writes(name));
    }

    private record Dispatch(Place place, Map<String, List<Step>> byValue, List<Step> all) implements Part {
        static Dispatch of(List<Step> steps) {
            Map<String, LinkedHashSet<Step>> byValue = new LinkedHashMap<>();
            for (Step step : steps) {
                for (String value : Objects.requireNonNull(step.when()).values()) {
                    byValue.computeIfAbsent(value, v -> new LinkedHashSet<>()).add(step);
                }
            }
            Map<String, List<Step>> table = new HashMap<>();
            byValue.forEach((value, of) -> table.put(value, List.copyOf(of)));
            return new Dispatch(Objects.requireNonNull(key(steps.get(0))), Map.copyOf(table), List.copyOf(steps));
        }

        @Override
        public Result run(Frame frame) {
            Object value = place.get(frame);
            if (value == null) {
                return Result.OK;
            }
            if (!(value instanceof String) && !(value instanceof Long)) { // a list: any member may hit
                for (Step step : all) {
                    if (step.run(frame) == Result.END) {
                        return Result.END;
                    }
                }
                return Result.OK;
            }
            for (Step step : byValue.getOrDefault(value.toString(), List.of())) {
                if (step.runDispatched(frame) == Result.END) {
                    return Result.END;
                }
            }
            return Result.OK;
        }
    }
}
