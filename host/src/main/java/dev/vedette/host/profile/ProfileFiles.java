package dev.vedette.host.profile;

import dev.vedette.api.profile.CrownJewel;
import dev.vedette.api.profile.ThreatActor;
import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads threat profiles from YAML. The format is described in docs/threat-profiles.md. */
public final class ProfileFiles {
    private static final Set<String> KEYS = Set.of(
            "profile",
            "title",
            "attack-version",
            "sectors",
            "regions",
            "countries",
            "platforms",
            "techniques",
            "actors",
            "crown-jewels");
    private static final Set<String> ACTOR_KEYS = Set.of("id", "name", "relevance", "techniques");
    private static final Set<String> JEWEL_KEYS = Set.of("name", "assets", "criticality");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private ProfileFiles() {}

    /**
     * The profiles of a file, one for each YAML document.
     *
     * @param path names the file in errors
     */
    public static List<ThreatProfile> parse(String path, String text) throws YamlException {
        List<ThreatProfile> profiles = new ArrayList<>();
        for (YamlNode document : Yaml.readAll(path, text)) {
            profiles.add(profile(document.asMap("document")));
        }
        if (profiles.isEmpty()) {
            throw new YamlException(path, 1, 1, "the file holds no profile");
        }
        return List.copyOf(profiles);
    }

    private static ThreatProfile profile(YamlMap map) throws YamlException {
        map.allow(KEYS);
        String id = map.requireText("profile");
        if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
            throw map.require("profile").error("a profile's id is made of lower-case letters, digits, - and .");
        }
        ThreatProfile.Builder profile =
                ThreatProfile.of(id, map.requireText("title"), map.requireText("attack-version"));
        map.texts("sectors").forEach(profile::sector);
        map.texts("regions").forEach(profile::region);
        map.texts("platforms").forEach(profile::platform);
        for (String country : map.texts("countries")) {
            if (!COUNTRIES.contains(country)) {
                throw map.require("countries")
                        .error("'" + country + "' is no country code of ISO 3166-1 (two capital letters; in YAML 1.2"
                                + " NO needs no quotes)");
            }
            profile.country(country);
        }
        techniques(map, profile);
        for (YamlNode actor : items(map, "actors")) {
            profile.actor(actor(actor.asMap("actors")));
        }
        for (YamlNode jewel : items(map, "crown-jewels")) {
            profile.crownJewel(jewel(jewel.asMap("crown-jewels")));
        }
        return profile.build();
    }

    private static List<YamlNode> items(YamlMap map, String key) throws YamlException {
        YamlNode node = map.get(key);
        return node == null ? List.of() : node.asList(key).items();
    }

    private static void techniques(YamlMap map, ThreatProfile.Builder profile) throws YamlException {
        YamlNode node = map.get("techniques");
        if (node == null) {
            return;
        }
        for (Map.Entry<String, YamlNode> entry :
                node.asMap("techniques").entries().entrySet()) {
            checkTechnique(entry.getKey(), entry.getValue());
            double priority = number(entry.getValue(), "the priority of " + entry.getKey(), 100);
            profile.technique(entry.getKey(), priority);
        }
    }

    private static ThreatActor actor(YamlMap map) throws YamlException {
        map.allow(ACTOR_KEYS);
        Set<String> techniques = new LinkedHashSet<>();
        for (String technique : map.texts("techniques")) {
            checkTechnique(technique, map.require("techniques"));
            techniques.add(technique);
        }
        String id = map.requireText("id");
        return ThreatActor.of(
                id, map.requireText("name"), number(map.require("relevance"), "the relevance of " + id, 1), techniques);
    }

    private static CrownJewel jewel(YamlMap map) throws YamlException {
        map.allow(JEWEL_KEYS);
        String name = map.requireText("name");
        double criticality = number(map.require("criticality"), "the criticality of " + name, 10);
        return CrownJewel.of(name, map.texts("assets"), (int) Math.round(criticality));
    }

    private static void checkTechnique(String id, YamlNode at) throws YamlException {
        if (!Technique.isId(id)) {
            throw at.error("'" + id + "' is no ATT&CK technique id (T1110 or T1110.003)");
        }
    }

    private static double number(YamlNode node, String what, int most) throws YamlException {
        String text = node.asText(what);
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the same message as for a number out of range
        }
        throw node.error(what + " is a number from 0 to " + most + ", not '" + text + "'");
    }
}
