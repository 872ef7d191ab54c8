package meta.launcher.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command of {@code metactl} repeatedly, for containers without a shell. Never returns. */
@Command(
        name = "repeat",
        description = "Runs a command of metactl repeatedly, until the process is stopped.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"2:wrong usage"},
        footerHeading = "Example:%n",
        footer = "  metactl repeat --every 60 -- agent status")
final class RepeatCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Option(names = "--every", paramLabel = "SECONDS", description = "The interval. Default: 300.")
    private int every = 300;

    @Option(
            names = "--until-success",
            description = "Stops repeating after the command has succeeded, and waits until the process is stopped.")
    private boolean untilSuccess;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    RepeatCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        while (true) {
            int status = new Metactl(streams).run(command);
            if (untilSuccess && status == 0) {
                waitForSignal();
            }
            TimeUnit.SECONDS.sleep(every);
        }
    }

    /** Waits until a signal ends the process. */
    private static void waitForSignal() {
        while (true) {
            LockSupport.park();
        }
    }
}
