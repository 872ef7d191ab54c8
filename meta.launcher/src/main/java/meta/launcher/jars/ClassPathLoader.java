package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import meta.netlink.IpAddress;
import meta.spi.StepProvider;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of jars into an unnamed module, as a class path does.
 *
 * <p>The classes can use {@code meta.spi}, {@code meta.netlink} and the modules of the boot and platform class loaders, which have priority
 * over the jars. Unlike {@link java.net.URLClassLoader}, this loader ignores {@code Class-Path} in a manifest, because other users may be
 * able to change the files that it names.
 */
final class ClassPathLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final List<Module> API = List.of(StepProvider.class.getModule(), IpAddress.class.getModule());
    private static final ClassLoader OF_IMAGE = StepProvider.class.getClassLoader();
    private static final ClassLoader OF_JDK = ClassLoader.getPlatformClassLoader();

    private final List<JarFile> jars;

    /** @param jars the open jars, in the order of the search; the loader does not close them */
    ClassPathLoader(String name, List<JarFile> jars) {
        super(name, OF_JDK);
        this.jars = List.copyOf(jars);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null
                    ? loaded
                    : ofImage(name).or(() -> ofJars(name)).orElseThrow(() -> missing(name));
        }
    }

    private static Optional<Class<?>> ofImage(String name) {
        try {
            Class<?> found = OF_IMAGE.loadClass(name);
            ClassLoader loader = found.getClassLoader();
            boolean isVisible = loader == null || loader.equals(OF_JDK) || API.contains(found.getModule());
            return isVisible ? Optional.of(found) : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<Class<?>> ofJars(String name) {
        String path = name.replace('.', '/') + ".class";
        for (JarFile jar : jars) {
            JarEntry entry = jar.getJarEntry(path);
            if (entry != null) {
                byte[] code = read(jar, entry);
                return Optional.of(defineClass(name, code, 0, code.length));
            }
        }
        return Optional.empty();
    }

    private static byte[] read(JarFile jar, JarEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException | SecurityException e) {
            throw new NoClassDefFoundError(entry + " cannot be read from " + jar.getName() + ": " + e);
        }
    }

    private static ClassNotFoundException missing(String name) {
        boolean isOfJdk = name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.");
        return new ClassNotFoundException(isOfJdk ? name + " (the image contains only a part of the JDK)" : name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        List<URL> found = inJars(name);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(inJars(name));
    }

    private List<URL> inJars(String name) {
        List<URL> found = new ArrayList<>();
        for (JarFile jar : jars) {
            JarEntry entry = jar.getJarEntry(name);
            if (entry != null) {
                found.add(url(jar, entry));
            }
        }
        return found;
    }

    private static URL url(JarFile jar, JarEntry entry) {
        try {
            String path = new URI(null, null, "/" + entry.getRealName(), null).getRawPath();
            return URI.create("jar:" + new File(jar.getName()).toURI() + "!" + path)
                    .toURL();
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalArgumentException(entry + " of " + jar.getName() + " has no URL", e);
        }
    }
}
