package dev.vedette.host.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The folder name of a client: its id, with everything but {@code a-z 0-9 - _} written as {@code %} and hex. */
final class ClientFolder {
    private ClientFolder() {}

    static String of(String client) {
        StringBuilder name = new StringBuilder();
        for (byte b : client.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
            if (plain) {
                name.append((char) b);
            } else {
                name.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return name.isEmpty() ? "%" : name.toString();
    }

    static String client(String folder) {
        return folder.equals("%") ? "" : URLDecoder.decode(folder, StandardCharsets.UTF_8);
    }
}
