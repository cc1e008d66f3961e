package dev.vedette.host.cli.demo;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The story, with its times. */
final class DemoTelemetry {
    private final List<DemoMessage> messages;
    private final List<DemoFlow> flows;

    private DemoTelemetry(List<DemoMessage> messages, List<DemoFlow> flows) {
        this.messages = List.copyOf(messages);
        this.flows = List.copyOf(flows);
    }

    /** In the order of their moments. */
    List<DemoMessage> messages() {
        return messages;
    }

    List<DemoFlow> flows() {
        return flows;
    }

    /** @param now when the story ends */
    static DemoTelemetry read(Instant now) {
        String path = "telemetry.yml";
        try (InputStream in = Objects.requireNonNull(DemoTelemetry.class.getResourceAsStream(path), path)) {
            YamlNode.YamlMap story = Yaml.readMap(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<DemoMessage> messages = new ArrayList<>();
            for (YamlNode stream : story.require("streams").asList("streams").items()) {
                readStream(stream.asMap("stream"), now, messages);
            }
            messages.sort(Comparator.comparing(DemoMessage::moment));
            List<DemoFlow> flows = new ArrayList<>();
            for (YamlNode row : story.require("flows").asList("flows").items()) {
                flows.add(readFlow(row.asTexts("flow"), now));
            }
            return new DemoTelemetry(messages, flows);
        } catch (YamlException e) {
            throw new IllegalStateException("the demo's telemetry is broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's telemetry cannot be read", e);
        }
    }

    private static void readStream(YamlNode.YamlMap stream, Instant now, List<DemoMessage> into) throws YamlException {
        Via via = Via.valueOf(stream.requireText("via").toUpperCase(Locale.ROOT).replace('-', '_'));
        long rounds = stream.number("repeat", 1);
        Instant first = now.minusSeconds(stream.number("from", 0));
        List<LineTemplate> lines =
                stream.texts("lines").stream().map(LineTemplate::new).toList();
        for (int round = 1; round <= rounds; round++) {
            Instant moment = first.plusSeconds((round - 1) * stream.number("every", 0));
            for (LineTemplate line : lines) {
                into.add(new DemoMessage(moment, via, line.at(moment, round)));
            }
        }
    }

    private static DemoFlow readFlow(List<String> row, Instant now) {
        Instant start = now.minusSeconds(Long.parseLong(row.get(0)));
        return new DemoFlow(
                start,
                start.plusSeconds(Long.parseLong(row.get(1))),
                address(row.get(2)),
                Integer.parseInt(row.get(3)),
                address(row.get(4)),
                Integer.parseInt(row.get(5)),
                Integer.parseInt(row.get(6)),
                Long.parseLong(row.get(7)),
                Long.parseLong(row.get(8)));
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text), text);
    }
}
