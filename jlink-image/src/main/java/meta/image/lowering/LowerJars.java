package meta.image.lowering;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Rewrites the class files in jars with the classes of this package. */
public final class LowerJars {
    private LowerJars() {}

    /**
     * Rewrites the jars. If a jar cannot be read or changed, no jar is written.
     *
     * @param args the paths of the jars, whose classes can refer to each other
     * @throws IOException if a jar cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        List<Path> jars = new ArrayList<>();
        List<URL> urls = new ArrayList<>();
        for (String arg : args) {
            jars.add(Path.of(arg));
            urls.add(Path.of(arg).toUri().toURL());
        }
        Map<Path, byte[]> rewritten = new LinkedHashMap<>();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new))) {
            ClassLowering calls = new ClassLowering(loader);
            LazyDecimals decimals = new LazyDecimals(loader);
            StatusLoggerLowering logger = new StatusLoggerLowering();
            for (Path jar : jars) {
                rewritten.put(jar, lowered(jar, content -> logger.lower(decimals.lower(calls.lower(content)))));
            }
        }
        // written only after all jars were read: a class can extend a class of another jar
        for (Map.Entry<Path, byte[]> jar : rewritten.entrySet()) {
            Files.write(jar.getKey(), jar.getValue());
        }
    }

    private static byte[] lowered(Path jar, UnaryOperator<byte[]> lowering) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(Files.newInputStream(jar));
                var out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(content(in, entry.getName(), lowering));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] content(InputStream in, String name, UnaryOperator<byte[]> lowering) throws IOException {
        byte[] content = in.readAllBytes();
        return name.endsWith(".class") && !name.endsWith("-info.class") ? lowering.apply(content) : content;
    }
}
