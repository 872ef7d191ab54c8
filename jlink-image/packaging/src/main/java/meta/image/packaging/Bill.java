package meta.image.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.license.Expression;

/** The bill of materials in CycloneDX's JSON: the modules, C libraries and files of an image. */
final class Bill {
    /** The path of the bill in the image. */
    static final String PATH = "lib/meta/sbom.cdx.json";

    private final Bom bom = new Bom();

    private Bill(Release release) {
        Component product = component(Component.Type.APPLICATION, "meta-plugins", release.version(), SpdxLicences.OURS);
        product.setBomRef("meta-plugins");
        product.setPurl("pkg:generic/meta-plugins@" + release.version() + "?arch="
                + release.architecture().text());
        var metadata = new Metadata();
        metadata.setTimestamp(Date.from(release.time()));
        metadata.setComponent(product);
        bom.setMetadata(metadata);
    }

    /**
     * {@return the bill of an image, as JSON text}
     *
     * @param image the folder of the image, without the bill and the manifest
     * @param jars the module jars of the image, by module name; modules of the JDK have no jar
     * @param cLibrary the version of the image's C library
     * @param client the version of the C library in the image's client
     * @throws IllegalArgumentException if the licence of a module is not known
     * @throws IOException if the image cannot be read, or contains a link or a device, or the JSON text cannot be made
     */
    static String of(Path image, Map<String, ModuleJar> jars, String cLibrary, String client, Release release)
            throws IOException {
        var bill = new Bill(release);
        bill.addModules(image, jars);
        bill.addCLibrary("glibc", cLibrary);
        bill.addCLibrary("glibc-in-client", client);
        var all = new StringBuilder(release.name());
        for (PackagedFile file : PackagedFile.below(image)) {
            if (!file.isFolder()) {
                String digest = file.sha256();
                all.append(file.path()).append(digest);
                bill.addFile(file.path(), digest);
            }
        }
        UUID serial = UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8));
        bill.bom.setSerialNumber("urn:uuid:" + serial);
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bill.bom).toJsonString(true) + "\n";
        } catch (GeneratorException e) {
            throw new IOException(e);
        }
    }

    private void addModules(Path image, Map<String, ModuleJar> jars) throws IOException {
        List<ModuleDescriptor> modules = modules(image);
        for (ModuleDescriptor module : modules) {
            String name = module.name();
            ModuleJar jar = jars.get(name);
            String version = jar == null ? module.rawVersion().orElseThrow() : jar.version();
            Component component = component(Component.Type.LIBRARY, name, version, SpdxLicences.ofModule(name));
            component.setPurl(jar == null ? "pkg:generic/openjdk/" + name + "@" + version : jar.packageUrl());
            component.setBomRef("module:" + name);
            bom.addComponent(component);
            var dependency = new Dependency("module:" + name);
            module.requires().stream()
                    .map(ModuleDescriptor.Requires::name)
                    .filter(required ->
                            modules.stream().anyMatch(each -> each.name().equals(required)))
                    .sorted()
                    .forEach(required -> dependency.addDependency(new Dependency("module:" + required)));
            bom.addDependency(dependency);
        }
    }

    /** {@return the descriptors in the image's {@code lib/modules}} */
    static List<ModuleDescriptor> modules(Path image) throws IOException {
        List<ModuleDescriptor> modules = new ArrayList<>();
        Map<String, String> home = Map.of("java.home", image.toAbsolutePath().toString());
        try (FileSystem runtime = FileSystems.newFileSystem(URI.create("jrt:/"), home);
                DirectoryStream<Path> folders = Files.newDirectoryStream(runtime.getPath("/modules"))) {
            for (Path folder : folders) {
                try (InputStream in = Files.newInputStream(folder.resolve("module-info.class"))) {
                    modules.add(ModuleDescriptor.read(in));
                }
            }
        }
        modules.sort((one, other) -> one.name().compareTo(other.name()));
        return modules;
    }

    private void addCLibrary(String reference, String version) {
        Component component = component(Component.Type.LIBRARY, "glibc", version, SpdxLicences.C_LIBRARY);
        component.setPurl("pkg:deb/debian/glibc@" + version.replace("+", "%2B") + "?arch=source");
        component.setBomRef(reference);
        bom.addComponent(component);
    }

    private void addFile(String path, String digest) {
        var component = new Component();
        component.setType(Component.Type.FILE);
        component.setName(path);
        component.setBomRef("file:" + path);
        component.addHash(new Hash(Hash.Algorithm.SHA_256, digest));
        bom.addComponent(component);
    }

    private static Component component(Component.Type type, String name, String version, String licence) {
        var component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        var choice = new LicenseChoice();
        choice.setExpression(new Expression(licence));
        component.setLicenses(choice);
        return component;
    }
}
