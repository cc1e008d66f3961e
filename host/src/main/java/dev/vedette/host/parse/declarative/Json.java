package dev.vedette.host.parse.declarative;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON object, read token by token straight into the event. */
record Json(Template from, Keys keys, int maxDepth) implements Action {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        if (!beginsWithBrace(text)) {
            return frame.fail("the text is no JSON object");
        }
        try (JsonParser in = JSON.createParser(text)) {
            in.nextToken();
            object(frame, in, keys.top(), 1, false);
            return in.nextToken() == null ? Result.OK : frame.fail("there is text behind the JSON object");
        } catch (IOException e) {
            return frame.fail("the text is no JSON object");
        }
    }

    private static boolean beginsWithBrace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                return c == '{';
            }
        }
        return false;
    }

    private void object(Frame frame, JsonParser in, Keys.Node node, int depth, boolean inList) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken token = in.nextToken();
            Keys.Node child = name.isEmpty() ? null : node.child(name);
            if (child == null || depth > maxDepth) {
                in.skipChildren();
                continue;
            }
            switch (token) {
                case START_OBJECT -> object(frame, in, child, depth + 1, inList);
                case START_ARRAY -> array(frame, in, child, depth + 1, inList);
                default -> {
                    Object value = scalar(in, token);
                    if (value != null) {
                        if (inList) {
                            child.add(frame, value);
                        } else {
                            child.set(frame, value);
                        }
                    }
                }
            }
        }
    }

    private void array(Frame frame, JsonParser in, Keys.Node node, int depth, boolean inList) throws IOException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != null && token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (depth > maxDepth) {
                in.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                object(frame, in, node, depth + 1, true);
            } else if (token == JsonToken.START_ARRAY) {
                array(frame, in, node, depth + 1, true);
            } else {
                Object value = scalar(in, token);
                if (value != null
                        && values.size() < Frame.MAX_LIST
                        && !(value instanceof String text && (text.isEmpty() || frame.isAbsent(text)))) {
                    values.add(value);
                }
            }
        }
        if (inList) {
            values.forEach(value -> node.add(frame, value));
        } else if (!values.isEmpty()) {
            node.set(frame, values.size() == 1 ? values.get(0) : values);
        }
    }

    private static @Nullable Object scalar(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT ->
                switch (in.getNumberType()) {
                    case INT, LONG -> (Object) in.getLongValue();
                    default -> in.getText(); // beyond a long: its digits say all there is
                };
            case VALUE_NUMBER_FLOAT -> (Object) in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    @Override
    public boolean writes(String name) {
        return keys.writes(name);
    }
}
