package meta.launcher.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line for people. */
@Command(
        name = "metactl",
        description = "Looks into the CNI plugins of this image.",
        mixinStandardHelpOptions = true,
        versionProvider = ImageVersion.class,
        subcommands = {HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Metactl {
    private final InputStream stdin;
    private final PrintStream out;

    public Metactl(InputStream stdin, PrintStream out) {
        this.stdin = stdin;
        this.out = out;
    }

    /** {@return the exit status: 0, 1 where the command has failed, 2 where it was not understood} */
    public int run(List<String> arguments) {
        CommandLine line = new CommandLine(this)
                .addSubcommand(new PlanCommand(stdin, out))
                .addSubcommand(new StepsCommand(out))
                .addSubcommand(new AgentCommand(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        if (arguments.isEmpty()) {
            line.usage(line.getOut());
            return line.getCommandSpec().exitCodeOnInvalidInput();
        }
        return line.execute(arguments.toArray(String[]::new));
    }
}
