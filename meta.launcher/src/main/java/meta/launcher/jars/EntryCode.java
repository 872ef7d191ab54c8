package meta.launcher.jars;

import java.io.File;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The loaded code of one entry of a step folder, separate from that of all other entries. */
sealed interface EntryCode {

    /** {@return new providers of a service in the entry, without those of the image} Runs their constructors, which are third-party code. */
    <T> List<T> providers(Class<T> service);

    ClassLoader loader();

    /**
     * {@return the code of an entry, before any of it has run} If a jar that provides steps or types has a {@code module-info.java}, all jars of the
     * entry are modules. Otherwise, they are a class path.
     *
     * @param entry a jar, or a folder of jars
     * @throws UnusableEntryException as for {@link EntryJars#of}, or if the modules cannot be resolved
     */
    static EntryCode of(File entry) throws UnusableEntryException {
        EntryJars jars = EntryJars.of(entry);
        if (!jars.areModules()) {
            return new OfClassPath(new ClassPathLoader(entry.getName(), jars.files()));
        }
        try {
            return new OfModules(EntryLayer.of(jars.paths()));
        } finally {
            jars.close(); // the layer opens them by their paths
        }
    }

    record OfModules(ModuleLayer layer) implements EntryCode {
        @Override
        public <T> List<T> providers(Class<T> service) {
            return EntryCode.instances(
                    ServiceLoader.load(layer, service), type -> type.getModule().getLayer() == layer);
        }

        @Override
        public ClassLoader loader() {
            return layer.modules().iterator().next().getClassLoader(); // all modules of the layer have one loader
        }
    }

    record OfClassPath(ClassPathLoader loader) implements EntryCode {
        @Override
        public <T> List<T> providers(Class<T> service) {
            return EntryCode.instances(ServiceLoader.load(service, loader), type -> type.getClassLoader() == loader);
        }
    }

    private static <T> List<T> instances(ServiceLoader<T> services, Predicate<Class<?>> isOfEntry) {
        Stream<ServiceLoader.Provider<T>> found = services.stream();
        return found.filter(provider -> isOfEntry.test(provider.type()))
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
