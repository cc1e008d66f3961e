package dev.vedette.host.store;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.Cidr;
import dev.vedette.host.query.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Queries on addresses: 16-byte terms, a network is a range of them. */
final class AddressQueries {
    private static final byte[] V4_FIRST = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};
    private static final byte[] V4_LAST = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1};
    private static final byte[] BEFORE_V4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -2, -1, -1, -1, -1};
    private static final byte[] AFTER_V4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0};

    private AddressQueries() {}

    static Query query(String field, Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> new TermQuery(new Term(field, require(equal.value())));
            case Condition.Range range ->
                new TermRangeQuery(
                        field,
                        bytes(range.lower()),
                        bytes(range.upper()),
                        range.lowerInclusive(),
                        range.upperInclusive());
            case Condition.Cidr cidr -> network(field, Objects.requireNonNull(Cidr.parse(cidr.network())));
            default -> new FieldExistsQuery(field);
        };
    }

    private static BytesRef require(String address) {
        return new BytesRef(
                Objects.requireNonNull(IpAddress.parse(address), address).bytes());
    }

    private static @Nullable BytesRef bytes(@Nullable String address) {
        return address == null ? null : require(address);
    }

    private static Query network(String field, Cidr cidr) {
        byte[] first = cidr.network().bytes();
        byte[] last = first.clone();
        for (int bit = cidr.prefixBits(); bit < 128; bit++) {
            first[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
            last[bit >> 3] |= (byte) (0x80 >> (bit & 7));
        }
        if (cidr.network().isV4()) {
            return range(field, first, last);
        }
        // ::/0 would hold the IPv4 addresses too, which are no IPv6 addresses to anybody who asks
        List<Query> parts = new ArrayList<>();
        if (Arrays.compareUnsigned(first, V4_FIRST) < 0) {
            byte[] end = Arrays.compareUnsigned(last, V4_FIRST) < 0 ? last : BEFORE_V4;
            parts.add(range(field, first, end));
        }
        if (Arrays.compareUnsigned(last, V4_LAST) > 0) {
            byte[] begin = Arrays.compareUnsigned(first, V4_LAST) > 0 ? first : AFTER_V4;
            parts.add(range(field, begin, last));
        }
        return SearchCompiler.anyOf(parts);
    }

    private static Query range(String field, byte[] first, byte[] last) {
        return new TermRangeQuery(field, new BytesRef(first), new BytesRef(last), true, true);
    }
}
