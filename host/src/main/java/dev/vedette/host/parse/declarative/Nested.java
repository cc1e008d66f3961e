package dev.vedette.host.parse.declarative;

/** Steps inside a step. */
record Nested(Block block) implements Action {
    @Override
    public Result run(Frame frame) {
        return block.run(frame);
    }

    @Override
    public boolean writes(String name) {
        return block.writes(name);
    }
}
