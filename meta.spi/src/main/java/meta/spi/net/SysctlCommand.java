package meta.spi.net;

/** Builds the shell commands for a sysctl (sysctl(8)). */
final class SysctlCommand {
    private SysctlCommand() {}

    static CommandWords write(SysctlValue sysctl) {
        return CommandWords.of("sysctl", "-w").quoted(name(sysctl.path()) + "=" + sysctl.value());
    }

    /** {@return a command that always fails, because the kernel lets no program remove a file in {@code /proc/sys}} */
    static CommandWords delete(SysctlValue sysctl) {
        return CommandWords.of("rm").quoted("/proc/sys/" + sysctl.path());
    }

    /** {@return the path with dots; with slashes if a part contains a dot, as in {@code eth0.100}} */
    private static String name(String path) {
        return path.indexOf('.') < 0 ? path.replace('/', '.') : path;
    }
}
