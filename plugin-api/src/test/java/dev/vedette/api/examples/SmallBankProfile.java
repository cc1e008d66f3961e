package dev.vedette.api.examples;

import dev.vedette.api.profile.CrownJewel;
import dev.vedette.api.profile.ThreatActor;
import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.api.profile.ThreatProfileProvider;
import java.util.List;
import java.util.Set;
import org.pf4j.Extension;

/** The profile of a small bank that fears for its payment server. */
@Extension
public final class SmallBankProfile implements ThreatProfileProvider {
    @Override
    public List<ThreatProfile> profiles() {
        return List.of(ThreatProfile.of("example.small-bank", "A small bank", "18.1")
                .sector("financial-services")
                .region("europe")
                .country("CH")
                .platform("Linux")
                .technique("T1110.003", 80)
                .actor(ThreatActor.of("example.sprayer", "A sprayer of passwords", 0.7, Set.of("T1110.003")))
                .crownJewel(CrownJewel.of("Payments", List.of("pay01", "10.1.2.0/24"), 9))
                .build());
    }
}
