package meta.launcher.install;

/**
 * The shell script by which an uninstall replaces a plugin file if pods still have objects of the plugins. It answers VERSION, does nothing
 * for DEL and GC, and fails for the other operations.
 *
 * <p>Some container runtimes call DEL with the configuration of the ADD, and repeat a DEL that fails. Without a plugin file, such a runtime
 * could not delete the pod.
 */
final class UninstalledPluginScript {
    private static final String MARK = "# meta-plugins was uninstalled.";

    private UninstalledPluginScript() {}

    /**
     * {@return the content of the script}
     *
     * @param versions the JSON text with which the script answers VERSION, on one line
     */
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

    /** {@return whether the content of a file contains the mark of such a script} */
    static boolean is(String content) {
        return content.contains(MARK);
    }
}
