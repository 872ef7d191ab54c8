package meta.launcher.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command of {@code metactl} repeatedly, for containers without a shell. */
@Command(
        name = "repeat",
        description = "Runs a command of metactl repeatedly, until the process is stopped.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"2:wrong usage"},
        footerHeading = "Example:%n",
        footer = "  metactl repeat --every 60 -- agent status")
final class RepeatCommand implements Callable<Integer> {
    private final StandardStreams streams;
    private int every = 300;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--until-success",
            description = "Stops repeating after the command has succeeded, and waits until the process is stopped.")
    private boolean untilSuccess;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    RepeatCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "The pause between two runs, at least 1. Default: 300.")
    void setEvery(String seconds) {
        if (!seconds.matches("[1-9][0-9]{0,8}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--every: \"" + seconds + "\": a number of seconds from 1 to 999999999 is expected");
        }
        every = Integer.parseInt(seconds);
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

    private static void waitForSignal() {
        while (true) {
            LockSupport.park();
        }
    }
}
