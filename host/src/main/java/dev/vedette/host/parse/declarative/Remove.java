package dev.vedette.host.parse.declarative;

import java.util.List;

/** Values thrown away. */
record Remove(List<Place> places) implements Action {
    @Override
    public Result run(Frame frame) {
        for (Place place : places) {
            place.remove(frame);
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return places.stream().anyMatch(place -> place.name().equals(name));
    }
}
