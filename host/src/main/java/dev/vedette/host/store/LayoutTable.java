package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link FieldLayout#of} by field id, computed once. Not thread-safe. */
final class LayoutTable {
    private @Nullable FieldLayout[] byId = new FieldLayout[1024];

    FieldLayout of(Field field) {
        int id = field.id();
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(id + 1, byId.length * 2));
        }
        FieldLayout layout = byId[id];
        if (layout == null) {
            layout = FieldLayout.of(field);
            byId[id] = layout;
        }
        return layout;
    }
}
