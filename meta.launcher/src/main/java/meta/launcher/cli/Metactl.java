package meta.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.VisibleText;
import meta.netlink.ShortageException;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;
import meta.netlink.unix.IoErrorText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code metactl}. */
@Command(
        name = "metactl",
        description = "Installs the CNI plugins of this image, shows what they would do, and runs their agent.",
        mixinStandardHelpOptions = true,
        versionProvider = ImageVersion.class,
        subcommands = {HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:the command has failed", "2:wrong usage, such as an unknown option"},
        footerHeading = "Examples:%n",
        footer = {
            "  metactl install",
            "  metactl pods",
            "  metactl plan --netns /run/netns/cni-1f0a -f /etc/cni/net.d/10-macvlan.conflist",
            "  metactl steps",
            "  metactl agent status",
            "  metactl COMMAND --help"
        })
public final class Metactl {
    private final StandardStreams streams;

    public Metactl(StandardStreams streams) {
        this.streams = streams;
    }

    /**
     * Runs a subcommand, and returns when it ends. If an exception ends the subcommand, standard error receives the reason or, for an
     * unexpected exception, the stack trace.
     *
     * @param arguments the words of the command line after {@code metactl}
     * @return the exit status: 0 for success, 1 if the command has failed, 2 for wrong usage, or a status in the help of the command
     */
    public int run(List<String> arguments) {
        CommandLine agent = new CommandLine(new AgentCommand())
                .addSubcommand(new AgentRunCommand(streams))
                .addSubcommand(new AgentStatusCommand(streams));
        CommandLine conflist = new CommandLine(new ConflistCommand())
                .addSubcommand(new ConflistAddCommand(streams))
                .addSubcommand(new ConflistRemoveCommand(streams))
                .addSubcommand(new ConflistStatusCommand(streams));
        CommandLine inRoot = new CommandLine(new StartInRootCommand(streams)).setStopAtPositional(true);
        CommandLine line = new CommandLine(this)
                .addSubcommand(new PlanCommand(streams))
                .addSubcommand(new PodsCommand(streams))
                .addSubcommand(new CheckCommand(streams))
                .addSubcommand(new RepairCommand(streams))
                .addSubcommand(new StepsCommand(streams))
                .addSubcommand(new OptionsCommand(streams))
                .addSubcommand(agent)
                .addSubcommand(conflist)
                .addSubcommand(new RepeatCommand(streams))
                .addSubcommand(new InstallCommand(streams))
                .addSubcommand(new RollbackCommand(streams))
                .addSubcommand(new UninstallCommand(streams))
                .addSubcommand(inRoot)
                .addSubcommand(new VersionCommand(streams))
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(Metactl::reportWrongUsage)
                .setExecutionExceptionHandler(Metactl::reportFailure)
                .setExecutionStrategy(Metactl::execute);
        line.getSubcommands().values().forEach(Metactl::addHelp);
        return line.execute(arguments.toArray(String[]::new));
    }

    private static void addHelp(CommandLine command) {
        if (!command.getCommandSpec().helpCommand()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Prints this help and exits.")
                            .build());
            command.getSubcommands().values().forEach(Metactl::addHelp);
        }
    }

    private static int reportWrongUsage(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        // escaped here, because VisibleOutput does not escape what a writer prints
        command.getErr().println(name + ": " + VisibleText.of(String.valueOf(wrong.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("'" + name + " --help' shows its options and examples.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /**
     * Prints the reason why a command has failed.
     *
     * @return the exit status of a failed command
     * @throws Exception {@code thrown} if its type is not expected
     */
    static int reportFailure(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        String reason = switch (thrown) {
            case CallFailedException failed ->
                failed.failure().message() + "\n" + failed.failure().details();
            case IOException _, UncheckedIOException _, ShortageException _ -> new IoErrorText(thrown).line();
            case NetlinkException _, MalformedMessageException _, StrandedException _ ->
                "the kernel does not answer as expected: " + thrown.getMessage();
            default -> throw thrown;
        };
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + VisibleText.of(reason));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /**
     * Runs the parsed command, or prints the requested help or version. If a required subcommand is missing, prints the help on standard
     * error.
     *
     * @return the exit status
     */
    private static int execute(CommandLine.ParseResult parsed) {
        CommandLine last = parsed.asCommandLineList().getLast();
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        if (!last.getSubcommands().isEmpty()) {
            last.usage(last.getErr());
            return last.getCommandSpec().exitCodeOnInvalidInput();
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
