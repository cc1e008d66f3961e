package dev.vedette.host.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackLeakTest {
    private static final int CYCLES = 50;

    @TempDir
    Path temp;

    @Test
    void unloaded_packs_leave_no_class_loader_no_copy_no_thread_and_no_open_file() throws Exception {
        Map<String, byte[]> entries = new TreeMap<>(
                ZooPack.of("com.acme", "1.0.0").good("Acme", "hello").entries());
        entries.put("some/resource.txt", new byte[10]);
        PackSettings quick = ZooHost.SETTINGS.withDrainLimit(Duration.ofMillis(50));
        Path folder = temp.resolve("packs");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (ZooHost zoo = new ZooHost(folder, quick)) {
            zoo.host.start();
            for (int i = 1; i <= CYCLES; i++) {
                String manifest =
                        ZooPack.of("com.acme", "1." + i + ".0").good("Acme", "").manifestText();
                entries.put("pack.yml", manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                Path archive = ZooPack.zip(temp.resolve("next.jar"), entries);
                assertThat(zoo.host.install(archive)).isInstanceOf(PackChange.Activated.class);
                assertThat(zoo.message("acme")).isEqualTo("hello");
                loaders.add(new WeakReference<>(zoo.loader("acme")));
                if (i % 5 == 0) {
                    assertThat(zoo.host.remove("com.acme")).isInstanceOf(PackChange.Activated.class);
                }
            }
            zoo.host.awaitDrains();
            assertThat(zoo.host.status()).isEmpty();
            assertThat(zoo.guard.all()).isEmpty();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                System.gc();
                assertThat(loaders).allMatch(loader -> loader.get() == null);
            });
            try (var work = Files.list(java.util.Objects.requireNonNull(zoo.host.work()))) {
                assertThat(work).isEmpty();
            }
            assertThat(openFilesBelow(temp)).isEmpty();
            assertThat(openFilesBelow(zoo.host.work())).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("pack-load") || name.startsWith("pack-close"));
        }
    }

    /** On Linux; elsewhere deleting the copies, which was asserted, fails when they are open. */
    private static List<String> openFilesBelow(Path folder) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        List<String> open = new ArrayList<>();
        if (Files.isDirectory(descriptors)) {
            try (var links = Files.list(descriptors)) {
                for (Path link : links.toList()) {
                    try {
                        String target = Files.readSymbolicLink(link).toString();
                        if (target.startsWith(folder.toRealPath().toString())) {
                            open.add(target);
                        }
                    } catch (IOException e) {
                        continue; // the descriptor of this very listing
                    }
                }
            }
        }
        return open;
    }
}
