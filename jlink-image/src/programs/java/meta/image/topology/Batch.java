package meta.image.topology;

/** Runs many commands in a namespace with one process. */
public final class Batch {
    private Batch() {}

    /**
     * Runs commands of {@code ip}. The commands do not contain the word {@code ip}.
     *
     * @param commands one command on each line
     * @throws AssertionError if a command fails; the commands after it do not run
     */
    public static void ip(Namespace namespace, String commands) {
        StringBuilder lines = new StringBuilder();
        commands.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> lines.append(line).append('\n'));
        Command.of("ip", "-n", namespace.name(), "-batch", "-")
                .reading(lines.toString())
                .run()
                .text();
    }

    /**
     * Runs a script of {@code nft}. The kernel applies all commands of the script or none.
     *
     * @throws AssertionError if the script fails
     */
    public static void nft(Namespace namespace, String rules) {
        Command.of("nft", "-f", "-").in(namespace).reading(rules).run().text();
    }

    /**
     * Writes sysctls of the namespace.
     *
     * @param settings paths below {@code /proc/sys/net} with values, such as {@code ipv4/ip_forward=1}
     * @throws AssertionError if a value cannot be written; the values after it are not written
     */
    public static void settings(Namespace namespace, String... settings) {
        StringBuilder script = new StringBuilder("set -e\n");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            script.append("echo ")
                    .append(setting.substring(equals + 1))
                    .append(" > /proc/sys/net/")
                    .append(setting, 0, equals)
                    .append('\n');
        }
        Command.of("sh").in(namespace).reading(script.toString()).run().text();
    }
}
