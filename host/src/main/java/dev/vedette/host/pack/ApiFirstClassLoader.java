package dev.vedette.host.pack;

import java.util.List;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * The class loader of one pack. The plugin API comes from the host, always; everything else from the pack, then from the
 * JDK. The host's own classes and libraries are not to be seen, so that a pack cannot come to depend on them by accident.
 */
final class ApiFirstClassLoader extends PluginClassLoader {
    private static final List<String> HOSTS = List.of("dev.vedette.api.", "org.pf4j.", "org.slf4j.", "org.jspecify.");

    ApiFirstClassLoader(PluginManager manager, PluginDescriptor descriptor) {
        super(manager, descriptor, new HostView(ApiFirstClassLoader.class.getClassLoader()));
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return HOSTS.stream().anyMatch(className::startsWith);
    }

    /** What a pack sees of the host. */
    private static final class HostView extends ClassLoader {
        private final ClassLoader host;

        HostView(ClassLoader host) {
            super(ClassLoader.getPlatformClassLoader());
            this.host = host;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (HOSTS.stream().anyMatch(name::startsWith)) {
                return host.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
