package meta.launcher.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import meta.launcher.install.InstallException;
import meta.launcher.install.Installer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rollback",
        description = "Returns to the version that was current before. A second rollback undoes the first one.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success",
            "1:there is no previous version, its files are not intact, it does not start, another process changes the installation, or a file"
                    + " cannot be written",
            "2:wrong usage"
        },
        footerHeading = "Example:%n",
        footer = "  metactl rollback")
final class RollbackCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private InstallPlace place = new InstallPlace();

    RollbackCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            new Installer(place.layout(), Clock.systemUTC()).rollback().forEach(streams.out()::println);
            return 0;
        } catch (InstallException e) {
            streams.err().println(e.getMessage());
            return 1;
        }
    }
}
