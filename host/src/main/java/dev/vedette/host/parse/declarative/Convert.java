package dev.vedette.host.parse.declarative;

import java.util.List;

/** Values converted where they stand. */
record Convert(List<Target> targets) implements Action {
    @Override
    public Result run(Frame frame) {
        for (Target target : targets) {
            Object value = target.place().get(frame);
            if (value != null) {
                Object converted = target.conversion().convertAll(value);
                if (converted == null) {
                    target.place().remove(frame);
                    frame.warn(target.place().name());
                } else {
                    target.place().put(frame, converted);
                }
            }
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return targets.stream().anyMatch(target -> target.place().name().equals(name));
    }
}
