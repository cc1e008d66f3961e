package dev.vedette.testkit;

import dev.vedette.api.parse.LogParser;
import java.util.List;

/** A parser that keeps the contract. */
class ShapeParserTest extends ParserContract {
    @Override
    protected LogParser parser() {
        return new ShapeParser();
    }

    @Override
    protected List<String> samples() {
        return List.of("shape triangle 3", "shape square 4");
    }
}
