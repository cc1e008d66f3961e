package dev.vedette.host.ingest.otlp;

import com.google.protobuf.CodedOutputStream;
import dev.vedette.host.ingest.HttpDoor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A refusal in the media type of the request: {@code google.rpc.Status}, with a code and a message. */
final class OtlpStatus {
    private OtlpStatus() {}

    static void reply(HttpServerRequest request, boolean json, int status, String message) {
        int code = code(status);
        if (status == 429 || status == 503) {
            request.response().putHeader("Retry-After", "1");
        }
        if (json) {
            HttpDoor.reply(
                    request,
                    status,
                    new JsonObject().put("code", code).put("message", message).encode());
        } else {
            protobuf(request, status, message(code, message));
        }
    }

    static void protobuf(HttpServerRequest request, int status, byte[] body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/x-protobuf")
                .end(Buffer.buffer(body));
    }

    private static byte[] message(int code, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeInt32(1, code);
            out.writeString(2, message);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The code of gRPC for a status of HTTP. */
    private static int code(int status) {
        return switch (status) {
            case 400, 413, 415 -> 3;
            case 401 -> 16;
            case 404, 405 -> 12;
            case 429 -> 8;
            case 503 -> 14;
            default -> 2;
        };
    }
}
