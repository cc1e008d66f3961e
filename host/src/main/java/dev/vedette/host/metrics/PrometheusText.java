package dev.vedette.host.metrics;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Writes metrics in the text format of Prometheus, version 0.0.4. Samples of one metric must follow each other. Not
 * thread-safe.
 */
public final class PrometheusText {
    private final StringBuilder out = new StringBuilder(4096);
    private final Set<String> announced = new HashSet<>();

    /**
     * A number that only grows.
     *
     * @param labels names and values in turn
     */
    public PrometheusText counter(String name, String help, double value, String... labels) {
        return sample(name, help, "counter", value, labels);
    }

    /** A number that goes up and down. */
    public PrometheusText gauge(String name, String help, double value, String... labels) {
        return sample(name, help, "gauge", value, labels);
    }

    private PrometheusText sample(String name, String help, String type, double value, String... labels) {
        if (announced.add(name)) {
            out.append("# HELP ").append(name).append(' ').append(help).append('\n');
            out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }
        out.append(name);
        for (int i = 0; i + 1 < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(escape(labels[i + 1]))
                    .append('"');
        }
        if (labels.length > 1) {
            out.append('}');
        }
        out.append(' ');
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            out.append(String.format(Locale.ROOT, "%s", value));
        }
        out.append('\n');
        return this;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
