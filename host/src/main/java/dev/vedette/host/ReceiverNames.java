package dev.vedette.host;

import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.parse.ParserRegistry;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.yaml.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds names in the settings of receivers that lead nowhere. They are warnings and no errors: a parser may come with a
 * pack that is installed later, and a client works without being declared; but mostly it is a slip of the pen.
 */
final class ReceiverNames {
    private ReceiverNames() {}

    static List<String> warnings(List<ReceiverSettings> receivers, ParserRegistry parsers, Clients clients) {
        List<String> warnings = new ArrayList<>();
        for (ReceiverSettings receiver : receivers) {
            String parser = receiver.parser();
            if (parser != null && parsers.byId(parser) == null) {
                List<String> known =
                        parsers.entries().stream().map(entry -> entry.id()).toList();
                warnings.add("Receiver '" + receiver.id() + "' binds its records to the parser '" + parser
                        + "', which no active pack has" + Nearest.suggestion(parser, known)
                        + ". Until there is one, its records become events without fields");
            }
            if (!clients.contains(receiver.client())) {
                List<String> known = clients.all().stream().map(Client::id).toList();
                warnings.add("Receiver '" + receiver.id() + "' is for the client '" + receiver.client()
                        + "', which 'clients' does not declare" + Nearest.suggestion(receiver.client(), known));
            }
        }
        return warnings;
    }
}
