package dev.vedette.host.flow;

import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flow decoders of packs. */
public final class FlowDecoders {
    private static final Logger log = LoggerFactory.getLogger(FlowDecoders.class);

    private FlowDecoders() {}

    /** All decoders of some packs, in the packs' order. One that cannot say its id is left out; the guard counts it. */
    public static List<FlowDecoderEntry> of(List<LoadedPack> packs, PackGuard guard) {
        List<FlowDecoderEntry> entries = new ArrayList<>();
        for (LoadedPack pack : packs) {
            for (FlowDecoder decoder : pack.extensions(FlowDecoder.class)) {
                PackGuard.Plugin plugin = guard.plugin(
                        pack.id(), "flow decoder " + decoder.getClass().getSimpleName(), Budget.PARSER);
                try {
                    entries.add(new FlowDecoderEntry(guard.call(plugin, decoder::id), decoder, plugin, pack.id()));
                } catch (PluginFault fault) {
                    log.warn("{} is not used: {}", plugin, fault.summary());
                }
            }
        }
        return List.copyOf(entries);
    }
}
