package dev.vedette.host.ingest.hec;

/** The answers of an event collector: HTTP status, Splunk's code and its text, which clients compare. */
enum HecReply {
    SUCCESS(200, 0, "Success"),
    TOKEN_REQUIRED(401, 2, "Token is required"),
    INVALID_AUTHORIZATION(401, 3, "Invalid authorization"),
    INVALID_TOKEN(403, 4, "Invalid token"),
    NO_DATA(400, 5, "No data"),
    INVALID_FORMAT(400, 6, "Invalid data format"),
    BUSY(503, 9, "Server is busy"),
    CHANNEL_MISSING(400, 10, "Data channel is missing"),
    INVALID_CHANNEL(400, 11, "Invalid data channel"),
    EVENT_REQUIRED(400, 12, "Event field is required"),
    EVENT_BLANK(400, 13, "Event field cannot be blank"),
    INVALID_FIELDS(400, 15, "Error in handling indexed fields"),
    NO_TOKEN_IN_QUERY(400, 16, "Query string authorization is not enabled"),
    HEALTHY(200, 17, "HEC is healthy"),
    TOO_LARGE(413, 27, "Request entity too large"),
    UNSUPPORTED(415, 6, "Invalid data format"),
    NOT_FOUND(404, 404, "The requested URL was not found on this server.");

    private final int status;
    private final int code;
    private final String text;

    HecReply(int status, int code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    int status() {
        return status;
    }

    /** The answer as JSON. */
    String json() {
        return json("");
    }

    /** The same with one more member. */
    String json(String member) {
        return "{\"text\":\"" + text + "\",\"code\":" + code + (member.isEmpty() ? "" : "," + member) + "}";
    }
}
