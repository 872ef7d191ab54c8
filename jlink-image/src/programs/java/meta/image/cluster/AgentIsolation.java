package meta.image.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders, namespaces and capabilities with which an agent of the tests runs. */
enum AgentIsolation {
    /** The agent has the folders, namespaces and capabilities of the process that starts it. */
    MACHINE("", ""),

    /** The agent has an empty {@code /run} and an empty {@code /var/log}, as on a node that has just started. */
    NEW_NODE("unshare --mount", """
            mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/log || exit 99
            shift
            exec "$@"
            """),

    /**
     * The agent runs as in a container of the DaemonSet: with a read-only {@code /proc/sys}, an empty {@code /run}, a process namespace of
     * its own, and the capabilities that the DaemonSet gives. A writable copy of the mount {@code /proc/sys} is in the agent's folder.
     */
    CONTAINER("unshare --mount --pid --fork --kill-child", """
            mkdir "$1/proc-sys" && mount --bind /proc/sys "$1/proc-sys" && mount -t proc proc /proc &&
            mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys && mount -t tmpfs tmpfs /run || exit 99
            export META_PLUGINS_PROC_SYS="$1/proc-sys"
            shift
            exec setpriv --bounding-set=-all,+sys_admin,+net_admin,+net_raw,+net_broadcast --no-new-privs "$@"
            """),

    /**
     * Like {@link #MACHINE}, but without {@code CAP_NET_BROADCAST}, so that the kernel does not notify the agent of changes in other
     * network namespaces.
     */
    WITHOUT_NET_BROADCAST("setpriv --bounding-set=-net_broadcast", "");

    private final String before;
    private final String script;

    AgentIsolation(String before, String script) {
        this.before = before;
        this.script = script;
    }

    /**
     * {@return a command that starts the agent in this environment}
     *
     * @param agent the command that starts the agent without a special environment
     * @param folder the folder of the agent
     */
    List<String> around(List<String> agent, Path folder) {
        Stream<String> first = before.isEmpty() ? Stream.of() : Stream.of(before.split(" ", -1));
        Stream<String> shell = script.isEmpty() ? Stream.of() : Stream.of("sh", "-c", script, "sh", folder.toString());
        return Stream.concat(Stream.concat(first, shell), agent.stream()).toList();
    }
}
