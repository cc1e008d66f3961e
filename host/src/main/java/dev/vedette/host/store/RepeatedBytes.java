package dev.vedette.host.store;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.util.BytesRef;

/** Bytes of things that come again and again, made once while few different ones come. Not thread-safe. */
final class RepeatedBytes<T> {
    private static final int MOST = 1_024;

    private final Map<T, BytesRef> known = new HashMap<>();
    private final Function<T, byte[]> maker;

    RepeatedBytes(Function<T, byte[]> maker) {
        this.maker = maker;
    }

    BytesRef of(T thing) {
        BytesRef bytes = known.get(thing);
        if (bytes == null) {
            if (known.size() == MOST) {
                known.clear(); // what comes again is soon back
            }
            bytes = new BytesRef(maker.apply(thing));
            known.put(thing, bytes);
        }
        return bytes;
    }
}
