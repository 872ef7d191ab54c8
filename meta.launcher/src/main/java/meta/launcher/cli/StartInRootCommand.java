package meta.launcher.cli;

import java.util.List;
import java.util.concurrent.Callable;
import meta.netlink.unix.ChrootExec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "start-in-root",
        hidden = true,
        description = "Starts a program with another folder as its root.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"1:the program cannot be started", "2:wrong usage"},
        footerHeading = "Example:%n",
        footer = "  metactl start-in-root /host /opt/meta-plugins/current/bin/java -version")
final class StartInRootCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder that becomes /.")
    private String folder = "/";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORD", description = "The program and its arguments.")
    private List<String> command = List.of();

    StartInRootCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        String reason = ChrootExec.replaceProcess(folder, command).toString();
        streams.err()
                .println(
                        folder + ": " + command.getFirst() + ": " + reason
                                + "; the capability SYS_CHROOT is needed, and the node must have the program's loader and C library");
        return 1;
    }
}
