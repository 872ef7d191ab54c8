package meta.launcher.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import meta.launcher.install.InstallException;
import meta.launcher.install.Installer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Returns to the previous version. */
@Command(
        name = "rollback",
        description = "Returns to the previous version. A second rollback returns to the newer version.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:there is no intact previous version, or it does not start", "2:wrong usage"},
        footerHeading = "Example:%n",
        footer = "  metactl rollback")
final class RollbackCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private InstallPlace place = new InstallPlace();

    RollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            new Installer(place.layout(), Clock.systemUTC()).rollback().forEach(terminal.out()::println);
            return 0;
        } catch (InstallException e) {
            terminal.err().println(e.getMessage());
            return 1;
        }
    }
}
