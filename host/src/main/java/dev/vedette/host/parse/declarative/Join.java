package dev.vedette.host.parse.declarative;

import java.util.List;

/** Values with a text between them. */
record Join(List<Template> from, String separator, Target to) implements Action {
    @Override
    public Result run(Frame frame) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Template template : from) {
            Object value = template.value(frame);
            for (Object member : value == null ? List.of() : value instanceof List<?> list ? list : List.of(value)) {
                if (!first) {
                    out.append(separator);
                }
                out.append(member);
                first = false;
            }
        }
        if (!first) {
            to.text(frame, out.toString());
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return to.place().name().equals(name);
    }
}
