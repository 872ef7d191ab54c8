package meta.launcher.cli;

import picocli.CommandLine.Command;

/** The commands about the resident agent of the node. */
@Command(
        name = "agent",
        description = "Runs the resident agent of the node, which answers the plugins' calls without starting a JVM for"
                + " each, or asks it how it is.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:the command has failed", "2:wrong usage, such as no COMMAND"},
        footerHeading = "Examples:%n",
        footer = {"  metactl agent run", "  metactl agent status"})
final class AgentCommand {
    /** Where the agent listens if nothing else is said; the plugins look there, too. */
    static final String DEFAULT_SOCKET = "/run/meta-plugins/agent.sock";

    /** {@return where the environment says that the agent listens} */
    static String socket() {
        return System.getenv().getOrDefault("META_PLUGINS_AGENT", DEFAULT_SOCKET);
    }
}
