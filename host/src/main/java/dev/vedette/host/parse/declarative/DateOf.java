package dev.vedette.host.parse.declarative;

import dev.vedette.host.parse.time.StampFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first format that fits. */
record DateOf(
        Template from,
        List<StampFormat> formats,
        Place to,
        @Nullable ZoneId zone,
        @Nullable Template zoneName) implements Action {
    @Override
    public Result run(Frame frame) {
        Object value = from.value(frame);
        if (value == null) {
            return Result.OK;
        }
        if (value instanceof Instant time) {
            to.put(frame, time);
            return Result.OK;
        }
        String text = value instanceof String given ? given : String.valueOf(from.text(frame));
        ZoneId in = zone(frame);
        for (StampFormat format : formats) {
            Instant time = format.read(text, in, frame.context.now());
            if (time != null) {
                to.put(frame, time);
                return Result.OK;
            }
        }
        return frame.fail("the time stamp is of none of the formats");
    }

    private ZoneId zone(Frame frame) {
        if (zoneName != null) {
            String name = zoneName.text(frame);
            if (name != null) {
                try {
                    return ZoneId.of(name);
                } catch (DateTimeException e) {
                    frame.warn(to.name());
                }
            }
        }
        return zone == null ? frame.context.zone() : zone;
    }

    @Override
    public boolean writes(String name) {
        return to.name().equals(name);
    }
}
