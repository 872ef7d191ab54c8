package meta.launcher.install;

/**
 * The script that replaces a plugin after an uninstall while pods still have its objects. Some runtimes call DEL with the configuration
 * stored at ADD and repeat a failed DEL, so without the script they would never delete such a pod.
 */
final class Tombstone {
    /** The text by which {@link #is} recognizes the script of any version. */
    private static final String MARK = "# meta-plugins was uninstalled.";

    private Tombstone() {}

    /** @param versions the JSON text that answers VERSION, on one line */
    static String content(String versions) {
        return """
                #!/bin/sh
                %s The remaining pods need this file for DEL; "metactl uninstall --finish" removes it.
                case ${CNI_COMMAND-} in
                  VERSION) printf '%%s\\n' '%s' ;;
                  DEL | GC) ;;
                  *)
                    printf '{"cniVersion":"1.0.0","code":50,"msg":"meta-plugins was uninstalled","details":"%%s"}\\n' \\
                      "remove the type ${0##*/} from the network configuration, or install meta-plugins again"
                    exit 1
                    ;;
                esac
                """.formatted(MARK, versions.strip().replace("'", ""));
    }

    static boolean is(String content) {
        return content.contains(MARK);
    }
}
