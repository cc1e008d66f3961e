package dev.vedette.host.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are broken or hostile before anything in them is looked at. */
class PackArchiveTest {
    private static final byte[] SOME = "some text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    private PackRefusedException refused(Path pack, PackCode code) {
        PackRefusedException e =
                catchThrowableOfType(PackRefusedException.class, () -> InspectedPack.inspect(pack, ZooHost.SETTINGS));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.code()).isEqualTo(code);
        assertThat(e).hasMessageContaining("[" + code + "]").hasMessageEndingWith(code.remedy());
        return e;
    }

    private static ZooPack data() {
        return ZooPack.of("com.data", "1.0.0")
                .provides("parsers: [parsers/a.yml]")
                .file("parsers/a.yml", "parser: a");
    }

    private Path with(String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>(data().entries());
        entries.put(name, content);
        return ZooPack.zip(temp.resolve("with.zip"), entries);
    }

    @Test
    void a_data_pack_is_read_from_a_jar_a_zip_and_a_folder() throws Exception {
        Path jar = data().in(temp, "a.jar");
        Path zip = data().in(temp, "a.zip");
        Path folder = temp.resolve("exploded");
        for (Map.Entry<String, byte[]> entry : data().entries().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        for (Path path : new Path[] {jar, zip, folder}) {
            try (OpenPack pack = OpenPack.open(path, PackSettings.defaults())) {
                assertThat(pack.files("parsers")).containsExactly(new PackFile("parsers/a.yml", "parser: a"));
                assertThat(pack.files("rules")).isEmpty();
                assertThat(pack.sha256()).matches("[0-9a-f]{64}");
            }
        }
    }

    @Test
    void a_java_pack_is_read_from_a_folder_too() throws Exception {
        Path folder = temp.resolve("exploded");
        for (Map.Entry<String, byte[]> entry :
                ZooPack.of("com.acme", "1.0.0").good("Acme", "hello").entries().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        try (OpenPack pack = OpenPack.open(folder, ZooHost.SETTINGS)) {
            assertThat(pack.extensions(dev.vedette.api.parse.LogParser.class)).hasSize(1);
        }
        assertThat(folder.resolve("zoo/Acme.class"))
                .as("the author's folder stays")
                .exists();
    }

    @Test
    void patterns_pick_files_in_order_and_once() throws Exception {
        ZooPack pack = ZooPack.of("com.data", "1.0.0")
                .provides("rules: [rules/b.yml, \"rules/*.yml\", \"deep/**/?.yml\"]")
                .file("rules/a.yml", "a")
                .file("rules/b.yml", "b")
                .file("rules/sub/c.yml", "c")
                .file("deep/d.yml", "d")
                .file("deep/er/e.yml", "e")
                .file("deep/er/ff.yml", "f");
        InspectedPack inspected = InspectedPack.inspect(pack.in(temp), ZooHost.SETTINGS);
        assertThat(inspected.files().get("rules")).extracting(PackFile::text).containsExactly("b", "a", "d", "e");
    }

    @Test
    void a_pattern_without_a_file_points_at_its_line() {
        PackRefusedException e = refused(
                ZooPack.of("com.data", "1.0.0")
                        .provides("rules: [\"rules/*.yml\"]")
                        .in(temp),
                PackCode.FILE_NOT_FOUND);
        assertThat(e).hasMessageContaining("com.data 1.0.0: pack.yml:7:11: no file in the pack matches 'rules/*.yml'");
        refused(data().manifest("config: config.schema.json").in(temp), PackCode.FILE_NOT_FOUND);
        refused(data().manifest("config: c.json").file("c.json", "[1, 2").in(temp), PackCode.MANIFEST_INVALID);
    }

    @Test
    void a_missing_manifest_is_looked_for_in_folders() {
        Path zip = ZooPack.zip(temp.resolve("a.zip"), Map.of("my-pack/pack.yml", SOME));
        assertThat(refused(zip, PackCode.MANIFEST_MISSING)).hasMessageContaining("it stands at my-pack/pack.yml");
    }

    @Test
    void versions_of_api_and_host_must_fit() {
        assertThat(refused(data().api(">=2.0.0 <3.0.0").in(temp), PackCode.API_MISMATCH))
                .hasMessageContaining("it works with the plugin API >=2.0.0 <3.0.0; this host has 1.");
        String text = data().manifestText().replace("requires: { ", "requires: { host: \">=7.0.0 <8.0.0\", ");
        assertThat(refused(with("pack.yml", text.getBytes(StandardCharsets.UTF_8)), PackCode.HOST_MISMATCH))
                .hasMessageContaining("it works with Vedette >=7.0.0 <8.0.0; this is 0.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.yml",
                "a/../../evil",
                "/etc/passwd",
                "a\\..\\b",
                "C:evil",
                "a//b",
                "./a",
                "a/./b",
                "a\nb"
            })
    void a_path_that_leads_out_of_the_archive_is_refused(String name) {
        refused(with(name, SOME), PackCode.PATH_UNSAFE);
    }

    @Test
    void a_corrupt_archive_is_refused_wherever_it_is_damaged() throws Exception {
        byte[] good = Files.readAllBytes(data().in(temp, "good.jar"));
        Path bad = temp.resolve("bad.jar");
        Files.write(bad, new byte[0]);
        refused(bad, PackCode.ARCHIVE_CORRUPT);
        Files.writeString(bad, "this is no zip");
        refused(bad, PackCode.ARCHIVE_CORRUPT);
        for (int keep : new int[] {10, good.length / 2, good.length - 1}) {
            Files.write(bad, java.util.Arrays.copyOf(good, keep));
            refused(bad, PackCode.ARCHIVE_CORRUPT);
        }
    }

    @Test
    void whatever_bytes_are_flipped_the_answer_is_a_refusal_or_a_pack_and_never_an_error() throws Exception {
        byte[] good = Files.readAllBytes(data().in(temp, "good.jar"));
        Path bad = temp.resolve("bad.jar");
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] flipped = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
            }
            Files.write(bad, flipped);
            try {
                InspectedPack.inspect(bad, ZooHost.SETTINGS);
            } catch (PackRefusedException e) {
                assertThat(e.getMessage()).as("seed %d, round %d", seed, i).isNotBlank();
            }
        }
    }

    @Test
    void a_wrong_checksum_is_found_before_anything_is_used() throws Exception {
        Path zip = temp.resolve("a.zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
            var entry = new java.util.zip.ZipEntry("pack.yml");
            byte[] text = data().manifestText().getBytes(StandardCharsets.UTF_8);
            var crc = new java.util.zip.CRC32();
            crc.update(text);
            entry.setMethod(java.util.zip.ZipEntry.STORED);
            entry.setSize(text.length);
            entry.setCrc(crc.getValue());
            out.putNextEntry(entry);
            out.write(text);
        }
        byte[] bytes = Files.readAllBytes(zip);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("com.data");
        bytes[at] = 'd';
        Files.write(zip, bytes);
        assertThat(refused(zip, PackCode.ARCHIVE_CORRUPT)).hasMessageContaining("'pack.yml' is damaged");
    }

    @Test
    void a_zip_bomb_is_refused_by_its_ratio_and_by_what_it_really_unpacks_to() throws Exception {
        assertThat(refused(with("zeros", new byte[20 * 1024 * 1024]), PackCode.ARCHIVE_BOMB))
                .hasMessageContaining("'zeros' unpacks from");
        Path lying = with("zeros", new byte[20 * 1024 * 1024]);
        change(lying, "zeros", 24, 100); // the table of contents says 100 bytes
        PackRefusedException e =
                catchThrowableOfType(PackRefusedException.class, () -> InspectedPack.inspect(lying, ZooHost.SETTINGS));
        assertThat(e.code()).isIn(PackCode.ARCHIVE_BOMB, PackCode.ARCHIVE_CORRUPT);
    }

    @Test
    void too_much_is_refused() throws Exception {
        Path large = with("large", SOME);
        change(large, "large", 20, 30 * 1024 * 1024);
        change(large, "large", 24, 33 * 1024 * 1024);
        assertThat(refused(large, PackCode.ARCHIVE_TOO_LARGE)).hasMessageContaining("'large' has more than 32 MiB");
        Map<String, byte[]> many = new LinkedHashMap<>(data().entries());
        for (int i = 0; i < 5_000; i++) {
            many.put("f" + i, new byte[0]);
        }
        assertThat(refused(ZooPack.zip(temp.resolve("many.zip"), many), PackCode.ARCHIVE_TOO_LARGE))
                .hasMessageContaining("5002 entries");
    }

    @Test
    void an_entry_that_stands_twice_is_refused() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>(data().entries());
        entries.put("parsers/b.yml", SOME);
        Path twice = ZooPack.zip(temp.resolve("twice.zip"), entries);
        String text = new String(Files.readAllBytes(twice), StandardCharsets.ISO_8859_1)
                .replace("parsers/b.yml", "parsers/a.yml");
        Files.write(twice, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(twice, PackCode.ENTRY_DUPLICATE)).hasMessageContaining("'parsers/a.yml' stands twice");
    }

    @Test
    void a_symbolic_link_is_refused_in_an_archive_and_in_a_folder() throws Exception {
        Path zip = with("link", SOME);
        change(zip, "link", 4, (3 << 8) | 20); // made by unix
        change(zip, "link", 38, 0xA1FF0000);
        assertThat(refused(zip, PackCode.SYMLINK)).hasMessageContaining("'link'");

        Path folder = Files.createDirectories(temp.resolve("exploded"));
        Files.writeString(folder.resolve("pack.yml"), data().manifestText());
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/hostname"));
        refused(folder, PackCode.SYMLINK);
    }

    @Test
    void text_that_is_not_utf_8_is_named() {
        refused(with("parsers/a.yml", new byte[] {'a', (byte) 0xE4, 'b'}), PackCode.FILE_NOT_TEXT);
    }

    /** Changes four bytes (two at offset 4) in the table of contents, in the record of one entry. */
    private static void change(Path zip, String name, int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(name) - 46;
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(record.getInt(at)).isEqualTo(0x02014b50);
        if (offset == 4) {
            record.putShort(at + offset, (short) value);
        } else {
            record.putInt(at + offset, value);
        }
        Files.write(zip, bytes);
    }
}
