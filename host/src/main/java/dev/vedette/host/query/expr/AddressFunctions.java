package dev.vedette.host.query.expr;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.Cidr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of addresses. */
final class AddressFunctions {
    /** Whether an address lies in a network. */
    static final Function IN_CIDR =
            Definition.condition("INCIDR()", 2, 2, AddressFunctions::inCidr).function();

    private AddressFunctions() {}

    /** Whether a function must be told whose reference data to look in. */
    static boolean needsClient(Function function) {
        return function instanceof Looked;
    }

    static void addTo(Map<String, Definition> all) {
        Definition inCidr = new Definition("INCIDR('10.0.0.0/8', address)", 2, 2, IN_CIDR);
        all.put("incidr", inCidr);
        all.put("cidrmatch", inCidr);
        all.put("networkname", new Definition("NETWORKNAME(address)", 2, 2, Looked.NETWORKNAME));
        all.put("assethostname", new Definition("ASSETHOSTNAME(address)", 2, 2, Looked.ASSETHOSTNAME));
    }

    private static Object inCidr(@Nullable Object[] arguments) {
        String network = Values.text(arguments[0]);
        Cidr cidr = network == null ? null : Cidr.parse(network);
        for (Object member : Values.members(arguments[1])) {
            IpAddress address = Values.toAddress(member);
            if (cidr != null && address != null && cidr.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** What a client's reference data say of an address. The second argument is the client. */
    private enum Looked implements Function {
        NETWORKNAME,
        ASSETHOSTNAME;

        @Override
        public @Nullable Object of(@Nullable Object[] arguments) {
            throw new IllegalStateException(name() + " is prepared before it is asked");
        }

        @Override
        public boolean isPure() {
            return false;
        }

        @Override
        public Function prepared(List<Expression> arguments, Environment environment) {
            return new LookedIn(this, environment.lookups());
        }
    }

    private record LookedIn(Looked what, Lookups lookups) implements Function {
        @Override
        public String name() {
            return what.name();
        }

        @Override
        public @Nullable Object of(@Nullable Object[] arguments) {
            IpAddress address = Values.toAddress(Values.single(arguments[0]));
            String client = Values.text(arguments[1]);
            if (address == null || client == null) {
                return null;
            }
            return what == Looked.NETWORKNAME ? lookups.network(client, address) : lookups.assetHost(client, address);
        }
    }
}
