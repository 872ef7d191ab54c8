package meta.image.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Copies the C library of a Debian system for an image, so that the image can run on hosts with another C library. */
final class CLibraryCopier {
    private final Path system;
    private final Architecture architecture;

    /**
     * @param system the root folder of a Debian system, or of its C library for another architecture, such as
     *     {@code /usr/aarch64-linux-gnu}
     */
    CLibraryCopier(Path system, Architecture architecture) {
        this.system = system;
        this.architecture = architecture;
    }

    /**
     * Copies the loader, and the libraries that the image's programs and libraries need directly or indirectly ({@code DT_NEEDED}), but
     * that the image lacks.
     *
     * @param target the folder for the copies; created if missing
     * @throws IOException if a library is not found, a 64-bit program or library is for another architecture, the image contains a link, or
     *     a file cannot be read or copied
     */
    void copyFor(Path image, Path target) throws IOException {
        Set<String> own = new TreeSet<>();
        Deque<ElfFile> toDo = new ArrayDeque<>();
        for (PackagedFile file : PackagedFile.below(image)) {
            Optional<ElfFile> elf = file.isFolder() ? Optional.empty() : ElfFile.read(file.source());
            if (elf.isPresent()) {
                requireArchitecture(elf.get(), file.source());
                own.add(file.source().getFileName().toString());
                toDo.add(elf.get());
            }
        }
        Files.createDirectories(target);
        copy(architecture.loader(), target);
        Set<String> copied = new TreeSet<>(Set.of(architecture.loader()));
        while (!toDo.isEmpty()) {
            for (String name : toDo.remove().needed()) {
                if (!own.contains(name) && copied.add(name)) {
                    toDo.add(copy(name, target));
                }
            }
        }
    }

    private ElfFile copy(String name, Path target) throws IOException {
        Path source = find(name);
        ElfFile elf = ElfFile.read(source).orElseThrow(() -> new IOException(source + ": is not an ELF library"));
        requireArchitecture(elf, source);
        Path copy = Files.copy(source, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        String mode = name.equals(architecture.loader()) ? "rwxr-xr-x" : "rw-r--r--"; // the kernel executes the loader
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
        return elf;
    }

    private void requireArchitecture(ElfFile elf, Path file) throws IOException {
        if (elf.machine() != architecture.machine()) {
            throw new IOException("%s: is for the ELF machine number %d; %s has number %d"
                    .formatted(file, elf.machine(), architecture.text(), architecture.machine()));
        }
    }

    private Path find(String name) throws IOException {
        List<String> folders = List.of(
                "lib/" + architecture.libraryFolder(),
                "usr/lib/" + architecture.libraryFolder(),
                "lib64",
                "usr/lib64",
                "lib",
                "usr/lib");
        for (String folder : folders) {
            Path file = system.resolve(folder).resolve(name);
            if (Files.exists(file)) {
                return file.toRealPath();
            }
        }
        throw new IOException("%s: no %s in %s; --libc must give the root folder of a Debian system for %s"
                .formatted(system, name, String.join(", ", folders), architecture.text()));
    }
}
