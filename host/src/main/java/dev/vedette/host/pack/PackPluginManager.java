package dev.vedette.host.pack;

import dev.vedette.api.ApiVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;

/**
 * PF4J for exactly one pack in one version. One manager per loaded archive, because PF4J refuses two versions of one id
 * in the same manager and both are there during an upgrade. Since it holds one plugin, its {@code stopPlugins()} (which
 * throws, or silently leaves one running) is never called.
 */
final class PackPluginManager extends AbstractPluginManager {
    private final PackManifest manifest;
    private final List<Path> classPath;

    private PackPluginManager(Path first, PackManifest manifest, List<Path> classPath) {
        super(first); // calls the create methods below, which therefore must not look at fields
        this.manifest = manifest;
        this.classPath = List.copyOf(classPath);
        setSystemVersion(ApiVersion.CURRENT); // the default 0.0.0 would skip every check of "requires"
    }

    /**
     * Makes a pack's class loader.
     *
     * @param classPath the pack itself, then its libraries
     */
    static PackPluginManager load(PackManifest manifest, List<Path> classPath) {
        PackPluginManager manager = new PackPluginManager(classPath.get(0), manifest, classPath);
        manager.pluginDescriptorFinder = manager.new Descriptors();
        manager.pluginLoader = manager.new Loader();
        String id = manager.loadPlugin(classPath.get(0));
        PluginState state = manager.startPlugin(id);
        if (state != PluginState.STARTED) {
            manager.unload();
            throw new IllegalStateException("PF4J leaves " + id + " in state " + state);
        }
        return manager;
    }

    ClassLoader classLoader() {
        return getPluginClassLoader(manifest.id().id());
    }

    /** Stops the plugin and closes its class loader. */
    void unload() {
        stopPlugin(manifest.id().id());
        unloadPlugin(manifest.id().id());
    }

    private final class Descriptors implements PluginDescriptorFinder {
        @Override
        public boolean isApplicable(Path path) {
            return true;
        }

        @Override
        public PluginDescriptor find(Path path) {
            return new DefaultPluginDescriptor(
                    manifest.id().id(),
                    manifest.title(),
                    Plugin.class.getName(),
                    manifest.id().version(),
                    manifest.apiRange(),
                    String.join(", ", manifest.maintainers()),
                    manifest.license() == null ? "" : manifest.license());
        }
    }

    private final class Loader implements PluginLoader {
        @Override
        public boolean isApplicable(Path path) {
            return true;
        }

        @Override
        public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
            ApiFirstClassLoader loader = new ApiFirstClassLoader(PackPluginManager.this, descriptor);
            classPath.forEach(element -> loader.addFile(element.toFile()));
            return loader;
        }
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new Absent();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new Absent();
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new Absent();
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new Absent();
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new Absent();
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return new DefaultPluginFactory();
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new DefaultExtensionFactory();
    }

    @Override
    protected VersionManager createVersionManager() {
        return new VersionManager() {
            @Override
            public boolean checkVersionConstraint(String version, String constraint) {
                return Compatibility.satisfies(version, constraint);
            }

            @Override
            public int compareVersions(String v1, String v2) {
                return Compatibility.compare(v1, v2);
            }
        };
    }

    /**
     * The parts of PF4J that are not used: finding plugins in a folder, switching them off by a file, and looking up
     * extensions, which makes new instances every time it is asked.
     */
    private static final class Absent
            implements ExtensionFinder, PluginRepository, PluginStatusProvider, PluginDescriptorFinder, PluginLoader {
        @Override
        public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
            throw notHere();
        }

        @Override
        public <T> List<ExtensionWrapper<T>> find(Class<T> type, String pluginId) {
            throw notHere();
        }

        @Override
        @SuppressWarnings("rawtypes") // PF4J's signature
        public List<ExtensionWrapper> find(String pluginId) {
            throw notHere();
        }

        @Override
        public Set<String> findClassNames(String pluginId) {
            throw notHere();
        }

        @Override
        public List<Path> getPluginPaths() {
            return List.of();
        }

        @Override
        public boolean deletePluginPath(Path path) {
            return false;
        }

        @Override
        public boolean isPluginDisabled(String pluginId) {
            return false;
        }

        @Override
        public void disablePlugin(String pluginId) {
            throw notHere();
        }

        @Override
        public void enablePlugin(String pluginId) {
            throw notHere();
        }

        @Override
        public boolean isApplicable(Path path) {
            return false;
        }

        @Override
        public PluginDescriptor find(Path path) {
            throw notHere();
        }

        @Override
        public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
            throw notHere();
        }

        private static UnsupportedOperationException notHere() {
            return new UnsupportedOperationException("ask the LoadedPack");
        }
    }
}
