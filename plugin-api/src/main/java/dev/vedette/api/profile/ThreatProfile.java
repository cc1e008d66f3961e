package dev.vedette.api.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What matters to a client: who it is, where, with which technology, what is most precious, and which actors and
 * techniques weigh how much. Immutable. Sectors follow STIX 2.1 {@code industry-sector-ov}, regions {@code region-ov},
 * countries ISO 3166-1 alpha-2, platforms and technique ids MITRE ATT&amp;CK.
 */
public final class ThreatProfile {
    private final String id;
    private final String title;
    private final Set<String> sectors;
    private final Set<String> regions;
    private final Set<String> countries;
    private final Set<String> platforms;
    private final String attackVersion;
    private final Map<String, Double> techniques;
    private final List<ThreatActor> actors;
    private final List<CrownJewel> crownJewels;

    private ThreatProfile(Builder builder) {
        this.id = builder.id;
        this.title = builder.title;
        this.sectors = Collections.unmodifiableSet(new LinkedHashSet<>(builder.sectors));
        this.regions = Collections.unmodifiableSet(new LinkedHashSet<>(builder.regions));
        this.countries = Collections.unmodifiableSet(new LinkedHashSet<>(builder.countries));
        this.platforms = Collections.unmodifiableSet(new LinkedHashSet<>(builder.platforms));
        this.attackVersion = builder.attackVersion;
        this.techniques = Collections.unmodifiableMap(new LinkedHashMap<>(builder.techniques));
        this.actors = List.copyOf(builder.actors);
        this.crownJewels = List.copyOf(builder.crownJewels);
    }

    /**
     * Begins a profile.
     *
     * @param id unique over all packs
     * @param title one line for people
     * @param attackVersion the ATT&amp;CK version of its technique ids, for example {@code 18.1}
     */
    public static Builder of(String id, String title, String attackVersion) {
        return new Builder(id, title, attackVersion);
    }

    /** Unique over all packs. */
    public String id() {
        return id;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** The ATT&amp;CK version of the technique ids. */
    public String attackVersion() {
        return attackVersion;
    }

    /** The client's sectors. */
    public Set<String> sectors() {
        return sectors;
    }

    /** The regions it is in. */
    public Set<String> regions() {
        return regions;
    }

    /** The countries it is in. */
    public Set<String> countries() {
        return countries;
    }

    /** The ATT&amp;CK platforms it runs. */
    public Set<String> platforms() {
        return platforms;
    }

    /** Priority of techniques, 0 to 100 by id ({@code T1110.003}), for those that the profile rates itself. */
    public Map<String, Double> techniques() {
        return techniques;
    }

    /** The actors that matter, with their relevance. */
    public List<ThreatActor> actors() {
        return actors;
    }

    /** What is most precious. */
    public List<CrownJewel> crownJewels() {
        return crownJewels;
    }

    /** Builds a {@link ThreatProfile}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String title;
        private final String attackVersion;
        private final Set<String> sectors = new LinkedHashSet<>();
        private final Set<String> regions = new LinkedHashSet<>();
        private final Set<String> countries = new LinkedHashSet<>();
        private final Set<String> platforms = new LinkedHashSet<>();
        private final Map<String, Double> techniques = new LinkedHashMap<>();
        private final List<ThreatActor> actors = new ArrayList<>();
        private final List<CrownJewel> crownJewels = new ArrayList<>();

        private Builder(String id, String title, String attackVersion) {
            this.id = Objects.requireNonNull(id, "id");
            this.title = Objects.requireNonNull(title, "title");
            this.attackVersion = Objects.requireNonNull(attackVersion, "attackVersion");
        }

        /** Adds a sector, from STIX 2.1 {@code industry-sector-ov} where it has one. */
        public Builder sector(String sector) {
            sectors.add(sector);
            return this;
        }

        /** Adds a region, from STIX 2.1 {@code region-ov}. */
        public Builder region(String region) {
            regions.add(region);
            return this;
        }

        /** Adds a country by its ISO 3166-1 alpha-2 code. */
        public Builder country(String country) {
            countries.add(country);
            return this;
        }

        /** Adds a platform by its ATT&amp;CK name, for example {@code Linux}. */
        public Builder platform(String platform) {
            platforms.add(platform);
            return this;
        }

        /**
         * Rates a technique.
         *
         * @param technique ATT&amp;CK id, for example {@code T1110.003}
         * @param priority 0 to 100
         * @throws IllegalArgumentException if the priority is not of that range
         */
        public Builder technique(String technique, double priority) {
            if (!(priority >= 0 && priority <= 100)) {
                throw new IllegalArgumentException("the priority of " + technique + " is 0 to 100, not " + priority);
            }
            techniques.put(technique.toUpperCase(Locale.ROOT), priority);
            return this;
        }

        /** Adds an actor. */
        public Builder actor(ThreatActor actor) {
            actors.add(Objects.requireNonNull(actor, "actor"));
            return this;
        }

        /** Adds a crown jewel. */
        public Builder crownJewel(CrownJewel jewel) {
            crownJewels.add(Objects.requireNonNull(jewel, "jewel"));
            return this;
        }

        /** The profile. */
        public ThreatProfile build() {
            return new ThreatProfile(this);
        }
    }
}
