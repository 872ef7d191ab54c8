package meta.launcher.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import meta.netlink.unix.IoErrorText;

/**
 * Makes and recognizes plugin files: the executable files of the plugin types in CNI plugin folders. A plugin file is a copy of the image's
 * client with the prefix written into it, or a shell script if the image has no client with a field for the prefix.
 */
final class PluginFile {
    /** The beginning of the field for the prefix in the client. The prefix and NUL bytes follow, up to {@link #FIELD} bytes in all. */
    private static final String STAMP = "meta-plugins prefix=";

    private static final int FIELD = 256;

    /** The maximum length of a prefix, in bytes. */
    static final int LONGEST_PREFIX = FIELD - STAMP.length() - 1;

    private static final String SCRIPT = """
            #!/bin/sh
            # Starts the plugin whose name this file has, from the version of meta-plugins that is installed.
            main() {
              if home=$(cd -P '@PREFIX@/current' 2>/dev/null && pwd); then
                exec "$home/bin/${0##*/}" "$@"
              fi
              printf '{"cniVersion":"1.0.0","code":5,"msg":"no such folder","details":"%s"}\\n' '@PREFIX@/current'
              exit 1
            }
            # a function is read whole before it runs
            main "$@"
            """;

    private PluginFile() {}

    /**
     * {@return the content of a plugin file, one character for each byte}
     *
     * @param image the folder of the image, or of an installed version
     * @param prefix the path of the installation on the node; at most {@link #LONGEST_PREFIX} bytes
     * @throws InstallException if a file of the image cannot be read
     */
    static String content(Path image, String prefix) throws InstallException {
        try {
            Path client = image.resolve("lib/meta/client");
            if (Files.isRegularFile(client)) {
                String program = Files.readString(client, StandardCharsets.ISO_8859_1);
                int at = program.indexOf(STAMP + "\0");
                if (at >= 0 && at + FIELD <= program.length()) {
                    String field = STAMP + prefix + "\0".repeat(FIELD - STAMP.length() - prefix.length());
                    return program.substring(0, at) + field + program.substring(at + FIELD);
                }
            }
            Path launch = image.resolve("lib/meta/launch");
            String script =
                    Files.isRegularFile(launch) ? Files.readString(launch, StandardCharsets.ISO_8859_1) : SCRIPT;
            return script.replace("@PREFIX@", prefix);
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(image));
        }
    }

    /**
     * {@return whether a file counts as a plugin file of any version} It must contain the beginning of the field for the prefix, or be a
     * shell script that contains the path of {@code current} in this prefix or is an {@link UninstalledPluginScript}. False if the file is
     * a symbolic link, does not exist or cannot be read.
     */
    static boolean isOurs(Path file, String prefix) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            boolean isScript = content.startsWith("#!/bin/sh\n");
            return content.contains(STAMP)
                    || (isScript && (content.contains(prefix + "/current") || UninstalledPluginScript.is(content)));
        } catch (IOException e) {
            return false;
        }
    }
}
