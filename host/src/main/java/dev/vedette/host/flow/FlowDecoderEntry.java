package dev.vedette.host.flow;

import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;

/**
 * A flow decoder of a loaded pack.
 *
 * @param id the decoder's own, asked for once
 * @param plugin what the guard knows it by; every call goes through it
 */
public record FlowDecoderEntry(String id, FlowDecoder decoder, PackGuard.Plugin plugin, PackId pack) {}
