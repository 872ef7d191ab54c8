package meta.spi.net;

/** The words of {@code sysctl} (sysctl(8)). */
final class SysctlWords {
    private SysctlWords() {}

    static CommandWords write(SysctlValue sysctl) {
        return CommandWords.of("sysctl", "-w").quoted(name(sysctl.path()) + "=" + sysctl.value());
    }

    /** {@return a command that the kernel rejects: a sysctl exists as long as its device} */
    static CommandWords delete(SysctlValue sysctl) {
        return CommandWords.of("rm").quoted("/proc/sys/" + sysctl.path());
    }

    /** {@return the name with dots, unless a part of the path contains a dot: {@code eth0.100}} */
    private static String name(String path) {
        return path.indexOf('.') < 0 ? path.replace('/', '.') : path;
    }
}
