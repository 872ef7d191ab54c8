package meta.launcher;

import java.util.List;
import java.util.Optional;
import meta.launcher.call.Caller;
import meta.launcher.call.PluginCall;
import meta.launcher.call.ResultStream;
import meta.launcher.cli.Metactl;
import meta.launcher.cli.Terminal;
import meta.launcher.image.ImageTrust;

/** Starts what the image was called for: a plugin by its type, or the command line for people. */
public final class Main {
    private static final String COMMAND_LINE = "metactl";

    private Main() {}

    /**
     * Runs one call and ends the process with its exit status.
     *
     * @param args the name that the image was called by, then the arguments of {@code metactl}
     */
    public static void main(String[] args) {
        int status = run(List.of(args), ResultStream.takeStdout());
        Runtime.getRuntime().halt(status); // not exit, which would load the system logger to say so
    }

    private static int run(List<String> args, ResultStream result) {
        String called = args.isEmpty() ? COMMAND_LINE : args.getFirst();
        if (called.equals(COMMAND_LINE)) {
            Optional<String> violation = ImageTrust.violationOfThisImage();
            if (violation.isPresent()) {
                System.err.println("metactl: " + violation.get());
                return 1;
            }
            return new Metactl(Terminal.ofThisProcess(result.asText()))
                    .run(args.subList(Math.min(1, args.size()), args.size()));
        }
        return new PluginCall(called, System.getenv(), System.in, Caller.ofThisProcess())
                .answer(result)
                .status();
    }
}
