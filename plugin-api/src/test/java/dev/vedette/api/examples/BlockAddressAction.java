package dev.vedette.api.examples;

import dev.vedette.api.HttpReply;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.respond.ResponseAction;
import dev.vedette.api.respond.ResponseContext;
import dev.vedette.api.respond.ResponseOutcome;
import dev.vedette.api.respond.ResponsePlan;
import dev.vedette.api.respond.ResponseRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/** Blocks an address on an invented firewall that has an HTTP API. */
@Extension
public final class BlockAddressAction implements ResponseAction {
    @Override
    public String id() {
        return "example.block-address";
    }

    @Override
    public String title() {
        return "Block an address on the example firewall";
    }

    @Override
    public Set<String> targets() {
        return Set.of("source.ip", "destination.ip");
    }

    @Override
    public ResponsePlan plan(ResponseRequest request, ResponseContext context) throws IOException {
        return ResponsePlan.of("Drop all packets from and to " + address(request), 20)
                .reversible()
                .affects(address(request).toString())
                .step("Add a rule to the firewall's block list")
                .build();
    }

    @Override
    public ResponseOutcome execute(ResponseRequest request, ResponsePlan plan, ResponseContext context)
            throws IOException, InterruptedException {
        byte[] body = address(request).toString().getBytes(StandardCharsets.UTF_8);
        HttpReply reply = context.http().send("PUT", rule(request.id(), context), Map.of(), body);
        return reply.status() < 300
                ? ResponseOutcome.done("The firewall blocks " + address(request), request.id())
                : ResponseOutcome.refused("The firewall answers with status " + reply.status());
    }

    @Override
    public ResponseOutcome revert(ResponseRequest request, String undo, ResponseContext context)
            throws IOException, InterruptedException {
        HttpReply reply = context.http().send("DELETE", rule(undo, context), Map.of(), new byte[0]);
        return reply.status() < 300 || reply.status() == 404
                ? ResponseOutcome.done("The firewall blocks " + address(request) + " no more", "")
                : ResponseOutcome.refused("The firewall answers with status " + reply.status());
    }

    private static URI rule(String id, ResponseContext context) {
        return URI.create(context.setting("url") + "/block-list/" + id);
    }

    private static IpAddress address(ResponseRequest request) throws IOException {
        IpAddress address = IpAddress.parse(request.target());
        if (address == null) {
            throw new IOException("the target is no address");
        }
        return address;
    }
}
