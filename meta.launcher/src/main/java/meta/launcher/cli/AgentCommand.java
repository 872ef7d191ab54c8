package meta.launcher.cli;

import picocli.CommandLine.Command;

/** Groups the commands for the resident agent of the node. */
@Command(
        name = "agent",
        description =
                "Runs the resident agent of the node, which answers calls without starting a JVM for each of them,"
                        + " or shows its status.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:the command has failed", "2:wrong usage, such as a missing COMMAND"},
        footerHeading = "Examples:%n",
        footer = {"  metactl agent run", "  metactl agent status"})
final class AgentCommand {
    /** The socket of the agent if the environment does not name one; the plugins use the same default. */
    static final String DEFAULT_SOCKET = "/run/meta-plugins/agent.sock";

    /** {@return the socket of the agent: {@code META_PLUGINS_AGENT} or the default} */
    static String socket() {
        return System.getenv().getOrDefault("META_PLUGINS_AGENT", DEFAULT_SOCKET);
    }
}
