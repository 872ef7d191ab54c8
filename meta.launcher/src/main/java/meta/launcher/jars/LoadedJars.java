package meta.launcher.jars;

import java.io.File;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The loaded code of one entry of a step folder, with a class loader of its own. */
sealed interface LoadedJars {

    /**
     * {@return instances of the providers in the entry itself} Runs third-party code.
     *
     * @throws java.util.ServiceConfigurationError if a provider is invalid or cannot be instantiated
     * @throws LinkageError if the class of a provider cannot be linked
     */
    <T> List<T> providers(Class<T> service);

    /** {@return the class loader of the entry} */
    ClassLoader loader();

    /**
     * {@return the loaded code of an entry, before any of the code has run} If a jar that provides steps or types has a module descriptor,
     * all jars of the entry are loaded as modules. Otherwise, the jars are a class path.
     *
     * @throws UnusableEntryException as for {@link OpenEntryJars#of} and {@link EntryLayer#of}
     * @throws meta.netlink.ShortageException as for {@link OpenEntryJars#of}
     */
    static LoadedJars of(File entry) throws UnusableEntryException {
        OpenEntryJars jars = OpenEntryJars.of(entry);
        if (!jars.areModules()) {
            return new OfClassPath(new ClassPathLoader(entry.getName(), jars.files()));
        }
        try {
            return new OfModules(EntryLayer.of(jars.paths()));
        } finally {
            jars.close(); // the layer opens the jars again, by their paths
        }
    }

    /** The code of an entry whose jars are modules. */
    record OfModules(ModuleLayer layer) implements LoadedJars {
        @Override
        public <T> List<T> providers(Class<T> service) {
            return LoadedJars.instances(
                    ServiceLoader.load(layer, service),
                    // the type of a static method provider() is its return type, which is often the service
                    type -> type.getModule().getLayer() == layer || type.equals(service));
        }

        @Override
        public ClassLoader loader() {
            return layer.modules().iterator().next().getClassLoader(); // all modules of the layer have one loader
        }
    }

    /** The code of an entry whose jars are a class path. */
    record OfClassPath(ClassPathLoader loader) implements LoadedJars {
        @Override
        public <T> List<T> providers(Class<T> service) {
            return LoadedJars.instances(ServiceLoader.load(service, loader), type -> type.getClassLoader() == loader);
        }
    }

    private static <T> List<T> instances(ServiceLoader<T> services, Predicate<Class<?>> isOfEntry) {
        Stream<ServiceLoader.Provider<T>> found = services.stream();
        return found.filter(provider -> isOfEntry.test(provider.type()))
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
