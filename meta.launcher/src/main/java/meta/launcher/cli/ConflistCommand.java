package meta.launcher.cli;

import picocli.CommandLine.Command;

@Command(
        name = "conflist",
        description =
                "Adds a plugin to a network configuration of the node, removes a plugin, or shows which file each container"
                        + " runtime uses.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:the command has failed", "2:wrong usage, such as a missing COMMAND"},
        footerHeading = "Examples:%n",
        footer = {
            "  metactl conflist status",
            "  metactl conflist add 10-calico.conflist --type veth --conf veth.json --dry-run",
            "  metactl conflist remove k8s-pod-network --type veth"
        })
final class ConflistCommand {}
