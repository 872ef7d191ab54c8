package meta.image.install;

import java.nio.file.Files;
import java.nio.file.Path;
import meta.image.topology.Command;

/** Creates root file systems of Debian nodes that contain systemd and Debian's package of CNI plugins. */
final class DebianRoot {
    private static final Path ARCHIVE = Path.of("target/debian-12.tar").toAbsolutePath();
    private static final String PACKAGES = "systemd-sysv,dbus,iproute2,containernetworking-plugins";

    private DebianRoot() {}

    /**
     * Creates a root file system. Its packages are downloaded only if no earlier call has stored them in {@code target}.
     *
     * @param folder the folder to create; its parent must exist
     * @return {@code folder}
     */
    static Path unpack(Path folder) {
        if (!Files.exists(ARCHIVE)) {
            Command.of(
                            "sh",
                            "-euc",
                            "mmdebstrap --quiet --variant=minbase --include=" + PACKAGES
                                    + " bookworm \"$1.new.tar\" && mv \"$1.new.tar\" \"$1\"",
                            "sh",
                            ARCHIVE.toString())
                    .run()
                    .text();
        }
        Command.of(
                        "sh",
                        "-euc",
                        "mkdir \"$2\" && tar --extract --file \"$1\" --directory \"$2\" --exclude './dev/*'",
                        "sh",
                        ARCHIVE.toString(),
                        folder.toString())
                .run()
                .text();
        return folder;
    }
}
