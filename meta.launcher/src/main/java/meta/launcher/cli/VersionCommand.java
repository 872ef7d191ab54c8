package meta.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "Prints the version and the build of the image.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "2:wrong usage"},
        footerHeading = "Example:%n",
        footer = "  metactl version")
final class VersionCommand implements Callable<Integer> {
    private final StandardStreams streams;

    VersionCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        streams.out().println(ImageVersion.text());
        return 0;
    }
}
