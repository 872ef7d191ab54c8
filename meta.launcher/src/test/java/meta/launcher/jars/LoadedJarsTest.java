package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.constant.ModuleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import meta.spi.StepProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedJarsTest {
    private static final ClassDesc STEP = ClassDesc.of("acme.AcmeStep");

    @TempDir
    Path folder;

    /** {@return a modular jar that provides a step; its module requires these modules} */
    private Path module(String... required) throws IOException {
        return module(ClassFile.of().build(STEP, _ -> {}), required);
    }

    private Path module(byte[] step, String... required) throws IOException {
        ModuleAttribute module = ModuleAttribute.of(ModuleDesc.of("acme"), builder -> {
            builder.requires(ModuleDesc.of("java.base"), List.of(AccessFlag.MANDATED), null);
            for (String each : required) {
                builder.requires(ModuleDesc.of(each), List.of(), null);
            }
            builder.provides(ClassDesc.of("meta.spi.StepProvider"), STEP);
        });
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Meta-Plugins-Api"), "1.0");
        Path file = folder.toRealPath().resolve("acme.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("module-info.class"));
            jar.write(ClassFile.of().buildModule(module));
            jar.putNextEntry(new JarEntry("acme/AcmeStep.class"));
            jar.write(step);
        }
        return file;
    }

    private static long descriptors(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(each -> leadsTo(each, file)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // the descriptor was closed after it was listed
        }
    }

    @Test
    void aJarWithAModuleIsOnlyOpenWhileItsClassesAreLoaded() throws Exception {
        Path jar = module("meta.spi");

        LoadedJars code = LoadedJars.of(jar.toFile());

        assertThat(descriptors(jar)).isZero();
        assertThat(code.loader().loadClass("acme.AcmeStep").getModule().getName())
                .isEqualTo("acme");
    }

    /** {@return a class that implements the service, with a static method that returns an instance as the service} */
    private static byte[] withProviderMethod() {
        ClassDesc service = ClassDesc.of("meta.spi.StepProvider");
        return ClassFile.of()
                .build(
                        STEP,
                        type -> type.withFlags(AccessFlag.PUBLIC)
                                .withInterfaceSymbols(service)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.aload(0)
                                                .invokespecial(
                                                        ConstantDescs.CD_Object,
                                                        ConstantDescs.INIT_NAME,
                                                        ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody(
                                        "provider",
                                        MethodTypeDesc.of(service),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> code.new_(STEP)
                                                .dup()
                                                .invokespecial(STEP, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                                .areturn()));
    }

    @Test
    void aModuleMayProvideByAStaticMethodThatReturnsTheService() throws Exception {
        LoadedJars code = LoadedJars.of(module(withProviderMethod(), "meta.spi").toFile());

        assertThat(code.providers(StepProvider.class))
                .extracting(provider -> provider.getClass().getName())
                .containsExactly("acme.AcmeStep");
    }

    @Test
    void aJarWhoseModuleCannotBeResolvedIsClosed() throws IOException {
        Path jar = module("meta.spi", "acme.missing");

        assertThatExceptionOfType(UnusableEntryException.class)
                .isThrownBy(() -> LoadedJars.of(jar.toFile()))
                .withMessageContaining("acme.missing not found, required by acme");

        assertThat(descriptors(jar)).isZero();
    }
}
