package dev.vedette.host.pack;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Loads a pack's classes and makes one instance of each extension. */
final class PackCodeLoader {
    private final InspectedPack pack;
    private final PackSettings settings;

    PackCodeLoader(InspectedPack pack, PackSettings settings) {
        this.pack = pack;
        this.settings = settings;
    }

    /**
     * Loads from private copies, because people overwrite archives that are open.
     *
     * @param work an empty folder for them, which belongs to the code from now on
     */
    LoadedCode load(Path work) throws PackRefusedException {
        PackPluginManager manager;
        try {
            manager = PackPluginManager.load(pack.manifest(), classPath(work));
        } catch (IOException e) {
            throw refused(PackCode.STORAGE, "its classes cannot be unpacked: " + e.getMessage());
        } catch (RuntimeException e) { // PF4J's own exceptions, all of them unchecked
            throw refused(PackCode.CLASS_BROKEN, "PF4J does not load it: " + e);
        }
        try {
            return new LoadedCode(manager, instances(manager.classLoader()), work);
        } catch (PackRefusedException e) {
            manager.unload();
            throw e;
        }
    }

    private List<Path> classPath(Path work) throws IOException, PackRefusedException {
        List<Path> path = new ArrayList<>();
        if (Files.isDirectory(pack.path())) {
            path.add(pack.path());
        } else {
            path.add(Files.copy(pack.path(), work.resolve("pack.jar")));
        }
        try (PackArchive archive = PackArchive.open(path.get(0), ArchiveLimits.USUAL)) {
            for (String library : pack.libraries()) {
                Path copy = work.resolve("lib-" + library.substring("lib/".length()));
                archive.extract(library, copy);
                path.add(copy);
            }
        }
        return path;
    }

    private Map<String, Object> instances(ClassLoader loader) throws PackRefusedException {
        try {
            Made made = LimitedRun.run("pack-load-" + pack.id().id(), loader, settings.loadLimit(), () -> make(loader));
            if (made.refused() != null) {
                throw made.refused();
            }
            return made.instances();
        } catch (TimeoutException e) {
            throw refused(
                    PackCode.LOAD_TIMEOUT,
                    "loading its classes (" + String.join(", ", pack.classes()) + ") takes longer than "
                            + settings.loadLimit().toMillis() + " ms: a constructor or static initialiser does not"
                            + " end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(PackCode.HOST_CLOSED, "the host was stopped while it was loaded");
        } catch (ExecutionException e) {
            throw refused(PackCode.CLASS_BROKEN, "its classes threw something that cannot even be described");
        }
    }

    private record Made(
            Map<String, Object> instances, @Nullable PackRefusedException refused) {}

    /** On the pack's own thread: whatever is thrown is put into words here, as asking it runs the pack's code too. */
    private Made make(ClassLoader loader) {
        Map<String, Object> instances = new LinkedHashMap<>();
        for (String name : pack.classes()) {
            try {
                instances.put(name, make(name, loader));
            } catch (PackRefusedException e) {
                return new Made(Map.of(), e);
            } catch (Throwable e) {
                return new Made(Map.of(), broken(name, e));
            }
        }
        return new Made(instances, null);
    }

    private Object make(String name, ClassLoader loader) throws Throwable {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw refused(PackCode.CLASS_MISSING, "pack.yml names " + name + ", and the pack has no such class");
        }
        Set<String> implemented = ExtensionPoints.of(type);
        Set<String> named = new TreeSet<>();
        pack.manifest().extensions().forEach((point, classes) -> {
            if (classes.contains(name)) {
                named.add(point);
            }
        });
        if (!implemented.equals(named)) {
            throw refused(
                    PackCode.INDEX_MISMATCH,
                    name + " is named as " + named + " in pack.yml and implements " + implemented);
        }
        if (Modifier.isAbstract(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            throw refused(PackCode.CLASS_BROKEN, name + " is abstract or not public");
        }
        Constructor<?> constructor;
        try {
            constructor = type.getConstructor();
        } catch (NoSuchMethodException e) {
            throw refused(PackCode.CLASS_BROKEN, name + " has no public constructor without parameters");
        }
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private PackRefusedException broken(String name, Throwable thrown) {
        Throwable root = Faults.root(thrown);
        if (root instanceof NoClassDefFoundError || root instanceof ClassNotFoundException) {
            return refused(
                    PackCode.CLASS_MISSING,
                    name + " needs the class "
                            + String.valueOf(Faults.detail(root)).replace('/', '.') + ", which is not in the pack");
        }
        return refused(
                PackCode.CLASS_BROKEN, name + " cannot be made: " + Faults.what(thrown) + ": " + Faults.detail(root));
    }

    private PackRefusedException refused(PackCode code, String reason) {
        return new PackRefusedException(pack.id(), code, reason);
    }
}
