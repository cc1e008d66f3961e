package dev.vedette.host.parse.declarative;

/** Steps for every line. */
record Lines(Template from, Place as, Block block) implements Action {
    private static final int MAX_LINES = 10_000;

    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        int at = 0;
        for (int count = 0; at <= text.length() && count < MAX_LINES; count++) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int last = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            if (last > at) {
                as.put(frame, text.substring(at, last));
                if (block.run(frame) == Result.END) {
                    return Result.END;
                }
            }
            at = end + 1;
        }
        as.remove(frame);
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return as.name().equals(name) || block.writes(name);
    }
}
