package dev.vedette.host.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running half of a pack: its class loader, the one instance of each extension class, the private copies. */
final class LoadedCode {
    private static final Logger log = LoggerFactory.getLogger(LoadedCode.class);

    private final PackPluginManager manager;
    private final Map<String, Object> instances;
    private final Path work;

    LoadedCode(PackPluginManager manager, Map<String, Object> instances, Path work) {
        this.manager = manager;
        this.instances = instances;
        this.work = work;
    }

    /** Class name to instance, in the order in which they were made. */
    Map<String, Object> instances() {
        return Collections.unmodifiableMap(instances);
    }

    /** Closes the extensions, last one first, then the class loader, and deletes the copies. Complains in the log only. */
    void close(PackId id, PackSettings settings) {
        List<Object> backwards = new ArrayList<>(instances.values());
        Collections.reverse(backwards);
        for (Object extension : backwards) {
            if (extension instanceof AutoCloseable closeable) {
                close(id, closeable, settings);
            }
        }
        manager.unload();
        delete(work);
    }

    private void close(PackId id, AutoCloseable extension, PackSettings settings) {
        String name = extension.getClass().getName();
        try {
            String trouble =
                    LimitedRun.run("pack-close-" + id.id(), manager.classLoader(), settings.loadLimit(), () -> {
                        try {
                            extension.close();
                            return "";
                        } catch (Throwable e) {
                            return Faults.what(e); // asked here: it is the pack's code too
                        }
                    });
            if (!trouble.isEmpty()) {
                complain(id, "close() of " + name + " threw " + trouble);
            }
        } catch (TimeoutException e) {
            complain(id, "close() of " + name + " does not end; its thread cannot be stopped");
        } catch (ExecutionException e) {
            complain(id, "close() of " + name + " threw something that cannot even be described");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void complain(PackId id, String what) {
        log.warn("pack {}: {} [{}]. {}", id, what, PackCode.CLOSE_FAILED, PackCode.CLOSE_FAILED.remedy());
    }

    /** Deletes a folder of copies. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            log.warn("the folder {} of an unloaded pack cannot be deleted: {}", folder, e.getMessage());
        }
    }
}
