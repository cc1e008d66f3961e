package dev.vedette.host.parse;

import dev.vedette.api.parse.LogParser;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import java.util.Objects;

/**
 * A parser of a loaded pack.
 *
 * @param id the parser's own, asked for once
 * @param plugin what the guard knows it by; every call goes through it
 */
public record ParserEntry(String id, LogParser parser, PackGuard.Plugin plugin, PackId pack) {
    public ParserEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(parser, "parser");
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(pack, "pack");
    }

    /** Asks the parser for its id. */
    public ParserEntry(LogParser parser, PackGuard.Plugin plugin, PackId pack) {
        this(parser.id(), parser, plugin, pack);
    }
}
