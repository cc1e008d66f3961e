package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "user",
        description = "Adds and changes those who sign in with name and password.",
        footer = {
            "",
            "Examples:",
            "  vedette user add alice --role analyst --clients acme,beta",
            "  vedette user password alice",
            "  vedette user disable alice",
            "A user is never deleted: the name stays in the audit log."
        })
final class UserCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Output output = new Output();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do: user add, list, disable, enable, password, role or clients");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "add",
            description = "Adds a user. Without --password-file it prints a password that is good for one sign-in.",
            footer = {"", "Example:", "  vedette user add alice --role analyst --clients acme"})
    int add(
            @Mixin DataOptions data,
            @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, . _ @ -") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "viewer, analyst or administrator.")
                    String role,
            @Nullable
                    @Option(
                            names = "--clients",
                            paramLabel = "IDS",
                            split = ",",
                            description = "Only these clients (default: all).")
                    List<String> clients,
            @Nullable @Option(names = "--password-file", paramLabel = "F", description = "File with the password.")
                    Path passwordFile)
            throws IOException {
        ObjectNode body = HostClient.JSON.createObjectNode().put("name", name).put("role", role);
        if (clients != null) {
            clients.forEach(body.putArray("clients")::add);
        }
        if (passwordFile != null) {
            body.put("password", Files.readString(passwordFile).strip());
        }
        try (HostSession session = HostSession.openOrCreate(data)) {
            oneTime(session.client().post("/api/v1/users", body));
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists the users.",
            footer = {"", "Example:", "  vedette user list"})
    int list(@Mixin DataOptions data, @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(data)) {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode user : session.client().get("/api/v1/users").path("users")) {
                if (json) {
                    output.json(user);
                } else {
                    rows.add(List.of(
                            user.path("name").asText(),
                            user.path("role").asText(),
                            TokenCommand.clients(user),
                            user.path("disabled").asBoolean()
                                    ? "disabled"
                                    : user.path("temporary_password").asBoolean() ? "has to set a password" : "active",
                            user.path("last_login").asText("never")));
                }
            }
            if (!json) {
                output.table(List.of("name", "role", "clients", "state", "last login"), rows);
            }
            output.flush();
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "disable",
            description = "Lets a user not sign in any more; sessions end at once.",
            footer = {"", "Example:", "  vedette user disable alice"})
    int disable(@Mixin DataOptions data, @Parameters(paramLabel = "NAME", description = "The user.") String name) {
        return change(data, name, HostClient.JSON.createObjectNode().put("disabled", true));
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "enable",
            description = "Lets a disabled user sign in again.",
            footer = {"", "Example:", "  vedette user enable alice"})
    int enable(@Mixin DataOptions data, @Parameters(paramLabel = "NAME", description = "The user.") String name) {
        return change(data, name, HostClient.JSON.createObjectNode().put("disabled", false));
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "role",
            description = "Gives a user another role, at once.",
            footer = {"", "Example:", "  vedette user role alice administrator"})
    int role(
            @Mixin DataOptions data,
            @Parameters(paramLabel = "NAME", description = "The user.") String name,
            @Parameters(paramLabel = "ROLE", description = "viewer, analyst or administrator.") String role) {
        return change(data, name, HostClient.JSON.createObjectNode().put("role", role));
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "clients",
            description = "Limits a user to some clients, or to none: 'all'.",
            footer = {"", "Example:", "  vedette user clients alice acme,beta"})
    int clients(
            @Mixin DataOptions data,
            @Parameters(paramLabel = "NAME", description = "The user.") String name,
            @Parameters(paramLabel = "IDS", split = ",", description = "Ids of clients, or 'all'.")
                    List<String> clients) {
        ObjectNode body = HostClient.JSON.createObjectNode();
        if (clients.equals(List.of("all"))) {
            body.putNull("clients");
        } else {
            clients.forEach(body.putArray("clients")::add);
        }
        return change(data, name, body);
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "password",
            description = "Sets a password that is good for one sign-in, which asks for another; sessions end at once.",
            footer = {"", "Example:", "  vedette user password alice"})
    int password(@Mixin DataOptions data, @Parameters(paramLabel = "NAME", description = "The user.") String name) {
        try (HostSession session = HostSession.open(data)) {
            oneTime(session.client().post("/api/v1/users/" + name + "/password", HostClient.JSON.createObjectNode()));
        }
        return 0;
    }

    private int change(DataOptions data, String name, ObjectNode body) {
        try (HostSession session = HostSession.open(data)) {
            JsonNode user = session.client().patch("/api/v1/users/" + name, body);
            output.note(user.path("name").asText() + ": " + user.path("role").asText() + " of "
                    + TokenCommand.clients(user) + (user.path("disabled").asBoolean() ? ", disabled" : ""));
        }
        return 0;
    }

    private void oneTime(JsonNode user) {
        if (user.has("one_time_password")) {
            output.note("For one sign-in of '" + user.path("name").asText()
                    + "' within three days, which asks for another password:");
            output.line(user.path("one_time_password").asText());
        }
        output.flush();
    }
}
