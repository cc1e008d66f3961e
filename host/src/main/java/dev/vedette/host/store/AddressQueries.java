package dev.vedette.host.store;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.Cidr;
import dev.vedette.host.query.Condition;
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
        // ::/0 would hold the IPv4 addresses too, which are no IPv6 addresses to anybody who asks
        Query all = new TermRangeQuery(field, new BytesRef(first), new BytesRef(last), true, true);
        boolean farFromV4 = cidr.network().high() != 0 && cidr.prefixBits() >= 64;
        return cidr.network().isV4() || farFromV4 ? all : withoutV4(field, all);
    }

    private static Query withoutV4(String field, Query all) {
        return SearchCompiler.without(all, network(field, Objects.requireNonNull(Cidr.parse("0.0.0.0/0"))));
    }
}
