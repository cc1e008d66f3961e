package dev.vedette.host.detect.sigma;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies a chain of modifiers, from left to right, to one value. */
final class ValueReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)%([A-Za-z0-9_.-]+)%");

    private final ModifierChain chain;
    private final boolean keyword;
    private final Set<String> placeholders;

    ValueReader(ModifierChain chain, boolean keyword, Set<String> placeholders) {
        this.chain = chain;
        this.keyword = keyword;
        this.placeholders = placeholders;
    }

    List<ValueTest> read(YamlScalar scalar) throws YamlException {
        if (chain.has(Modifier.EXISTS)) {
            return presence(scalar);
        }
        if (scalar.isNull()) {
            if (keyword || !(chain.modifiers().isEmpty() || chain.modifiers().equals(List.of(Modifier.NEQ)))) {
                throw scalar.error("null means that the field is absent; modifiers and keywords do not apply to it");
            }
            return List.of(new ValueTest.Presence(false));
        }
        if (chain.hasOrder() || chain.hasTimePart()) {
            return List.of(compare(scalar));
        }
        if (chain.has(Modifier.CIDR)) {
            return List.of(cidr(scalar));
        }
        if (chain.has(Modifier.RE)) {
            return List.of(regex(scalar));
        }
        if (chain.has(Modifier.FIELDREF)) {
            return List.of(fieldReference(scalar));
        }
        return texts(scalar);
    }

    private List<ValueTest> presence(YamlScalar scalar) throws YamlException {
        if (keyword || !(scalar.value() instanceof Boolean present)) {
            throw scalar.error("'exists' belongs to a field and takes true or false");
        }
        return List.of(new ValueTest.Presence(present));
    }

    private ValueTest compare(YamlScalar scalar) throws YamlException {
        ValueTest.Order order = ValueTest.Order.EQ;
        ValueTest.TimePart part = null;
        for (Modifier modifier : chain.modifiers()) {
            switch (modifier) {
                case LT, LTE, GT, GTE -> order = ValueTest.Order.valueOf(modifier.name());
                case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> part = ValueTest.TimePart.valueOf(modifier.name());
                default -> {}
            }
        }
        if (keyword) {
            throw scalar.error("a number is compared with a field; name the field before the modifier");
        }
        if (!(scalar.value() instanceof Number number)) {
            throw scalar.error("'" + scalar.text() + "' is no number; '"
                    + chain.modifiers().getFirst().written() + "' compares numbers, written without quotes");
        }
        return new ValueTest.Compare(order, number, part);
    }

    private ValueTest cidr(YamlScalar scalar) throws YamlException {
        String text = scalar.text();
        int slash = text.indexOf('/');
        IpAddress network = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (network == null || keyword) {
            throw scalar.error("'" + text + "' is no network; write it like 10.0.0.0/8 or fe80::/10, below a field");
        }
        int width = network.isV4() ? 32 : 128;
        int length = width;
        if (slash >= 0) {
            try {
                length = Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException e) {
                length = -1;
            }
        }
        if (length < 0 || length > width) {
            throw scalar.error("the part after '/' of '" + text + "' is a number from 0 to " + width);
        }
        if (!hostBitsClear(network, length)) {
            throw scalar.error("'" + text + "' has bits set beyond its first " + length
                    + "; write the network's own address, or a longer prefix");
        }
        return new ValueTest.Cidr(network, length);
    }

    private static boolean hostBitsClear(IpAddress network, int length) {
        int bits = network.isV4() ? 96 + length : length;
        long highHost = bits >= 64 ? 0 : -1L >>> bits;
        long lowHost = bits <= 64 ? -1L : bits == 128 ? 0 : -1L >>> (bits - 64);
        return (network.high() & highHost) == 0 && (network.low() & lowHost) == 0;
    }

    private ValueTest regex(YamlScalar scalar) throws YamlException {
        Set<ValueTest.Regex.Flag> flags = EnumSet.noneOf(ValueTest.Regex.Flag.class);
        for (Modifier modifier : chain.modifiers()) {
            switch (modifier) {
                case IGNORE_CASE -> flags.add(ValueTest.Regex.Flag.IGNORE_CASE);
                case MULTI_LINE -> flags.add(ValueTest.Regex.Flag.MULTI_LINE);
                case DOT_ALL -> flags.add(ValueTest.Regex.Flag.DOT_ALL);
                // A match may begin and end anywhere, so that these three add nothing.
                default -> {}
            }
        }
        if (chain.has(Modifier.EXPAND)) {
            expand(scalar.text());
        }
        ValueTest.Regex regex = new ValueTest.Regex(scalar.text(), flags);
        String problem = RegexSyntax.problem(regex);
        if (problem != null) {
            throw scalar.error("this regular expression cannot be read: " + problem);
        }
        return regex;
    }

    private ValueTest fieldReference(YamlScalar scalar) throws YamlException {
        if (keyword || !(scalar.value() instanceof String name) || name.isEmpty()) {
            throw scalar.error("'fieldref' compares a field with another one; the value is that field's name");
        }
        boolean contains = chain.has(Modifier.CONTAINS);
        return new ValueTest.FieldReference(
                name,
                contains || chain.has(Modifier.ENDSWITH),
                contains || chain.has(Modifier.STARTSWITH),
                chain.has(Modifier.CASED));
    }

    private List<ValueTest> texts(YamlScalar scalar) throws YamlException {
        List<TextPattern> patterns = new ArrayList<>();
        if (scalar.value() instanceof String text) {
            patterns.add(TextPattern.parse(chain.has(Modifier.EXPAND) ? expand(text) : text));
        } else {
            patterns.add(TextPattern.literal(scalar.text()));
            String canonical = canonical(scalar);
            if (!canonical.equals(scalar.text())) {
                patterns.add(TextPattern.literal(canonical));
            }
        }
        boolean bytes = false; // each character then stands for one byte
        for (Modifier modifier : chain.modifiers()) {
            switch (modifier) {
                case WINDASH ->
                    patterns = patterns.stream().map(TextPattern::windash).toList();
                case WIDE, UTF16BE, UTF16 -> {
                    List<TextPattern> wide = new ArrayList<>();
                    for (String text : literals(patterns, modifier, scalar)) {
                        byte[] encoded = Encoding.utf16(text, modifier);
                        wide.add(TextPattern.literal(new String(encoded, StandardCharsets.ISO_8859_1)));
                    }
                    patterns = wide;
                    bytes = true;
                }
                case BASE64, BASE64OFFSET -> {
                    List<TextPattern> encoded = new ArrayList<>();
                    for (String text : literals(patterns, modifier, scalar)) {
                        byte[] plain = text.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
                        List<String> variants = modifier == Modifier.BASE64
                                ? List.of(Encoding.base64(plain))
                                : Encoding.base64Offsets(plain);
                        variants.forEach(variant -> encoded.add(TextPattern.literal(variant)));
                    }
                    patterns = encoded;
                    bytes = false;
                }
                case CONTAINS ->
                    patterns = patterns.stream()
                            .map(pattern -> pattern.openStart().openEnd())
                            .toList();
                case STARTSWITH ->
                    patterns = patterns.stream().map(TextPattern::openEnd).toList();
                case ENDSWITH ->
                    patterns = patterns.stream().map(TextPattern::openStart).toList();
                default -> {}
            }
        }
        boolean anchored = chain.has(Modifier.STARTSWITH) || chain.has(Modifier.ENDSWITH);
        boolean cased = chain.has(Modifier.CASED);
        List<ValueTest> tests = new ArrayList<>();
        for (TextPattern pattern : patterns) {
            TextPattern whole = keyword && !anchored ? pattern.openStart().openEnd() : pattern;
            tests.add(new ValueTest.Text(whole, cased));
        }
        return tests;
    }

    private static List<String> literals(List<TextPattern> patterns, Modifier modifier, YamlScalar scalar)
            throws YamlException {
        List<String> literals = new ArrayList<>();
        for (TextPattern pattern : patterns) {
            List<String> variants = pattern.dashVariants();
            if (variants.isEmpty() || variants.contains("")) {
                throw scalar.error("'" + modifier.written() + "' encodes plain text, and '" + scalar.text()
                        + "' is empty or has wildcards at that point of the chain; put 'contains' behind it"
                        + " (base64offset|contains), or escape the wildcard");
            }
            literals.addAll(variants);
        }
        return literals;
    }

    /** Notes the placeholders and takes the escape of {@code \%} away. */
    private String expand(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            placeholders.add(matcher.group(1));
        }
        return text.replace("\\%", "%");
    }

    /** The text by which the host compares a number or truth value of an event. */
    private static String canonical(YamlScalar scalar) {
        if (scalar.value() instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return String.valueOf(scalar.value());
    }
}
