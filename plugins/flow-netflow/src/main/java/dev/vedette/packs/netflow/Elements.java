package dev.vedette.packs.netflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of information elements. Immutable. */
final class Elements {
    private final Map<Long, Element> byId = new HashMap<>();
    private final Element[] iana = new Element[512];

    Elements() {
        try (InputStream in = Elements.class.getResourceAsStream("elements.tsv")) {
            if (in == null) {
                throw new IllegalStateException("the pack lacks its table of information elements");
            }
            read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the table of information elements cannot be read", e);
        }
    }

    private void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                int enterprise = Integer.parseInt(columns[0]);
                int id = Integer.parseInt(columns[1]);
                Element element = new Element(enterprise, id, columns[2], columns[3].charAt(0));
                byId.put(key(enterprise, id), element);
                if (enterprise == 0 && id < iana.length) {
                    iana[id] = element;
                }
            }
        }
    }

    private static long key(long enterprise, int id) {
        return enterprise << 16 | id;
    }

    /** The element, or null if it is not known. */
    @Nullable
    Element get(long enterprise, int id) {
        return enterprise == 0 && id < iana.length ? iana[id] : byId.get(key(enterprise, id));
    }
}
