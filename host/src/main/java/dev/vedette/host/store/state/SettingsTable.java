package dev.vedette.host.store.state;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Values that the host makes itself and must find again, by name. */
public final class SettingsTable {
    private final Jdbi jdbi;

    SettingsTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public @Nullable String get(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT text_value FROM settings WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
    }

    public void put(String name, String value) {
        jdbi.useTransaction(handle -> {
            int changed = handle.createUpdate("UPDATE settings SET text_value = :value WHERE name = :name")
                    .bind("name", name)
                    .bind("value", value)
                    .execute();
            if (changed == 0) {
                handle.createUpdate("INSERT INTO settings (name, text_value) VALUES (:name, :value)")
                        .bind("name", name)
                        .bind("value", value)
                        .execute();
            }
        });
    }
}
