package meta.launcher.cli;

import meta.launcher.agent.AgentQuery;
import picocli.CommandLine.Command;

@Command(
        name = "agent",
        description =
                "Runs the agent of the node (a JVM that keeps running and answers calls), or shows the agent's status.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:the command has failed", "2:wrong usage, such as a missing COMMAND"},
        footerHeading = "Examples:%n",
        footer = {"  metactl agent run", "  metactl agent status"})
final class AgentCommand {
    /**
     * {@return the path of the agent's socket: the value of {@code META_PLUGINS_AGENT}, which may be empty, or the default path if this
     * variable is not set}
     */
    static String socket() {
        return System.getenv().getOrDefault("META_PLUGINS_AGENT", AgentQuery.DEFAULT_SOCKET);
    }
}
