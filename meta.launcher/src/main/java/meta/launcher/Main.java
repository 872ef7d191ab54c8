package meta.launcher;

import java.util.List;
import java.util.Optional;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.launcher.cli.Metactl;
import meta.launcher.cli.StandardStreams;
import meta.launcher.image.ImageTrust;

/** The main class of the image, for CNI plugins and for {@code metactl}. */
public final class Main {
    private static final String COMMAND_LINE = "metactl";

    private Main() {}

    /**
     * Makes one CNI call, or runs {@code metactl}. Never returns: the process ends with the exit status of the call or command, without
     * shutdown hooks.
     *
     * @param args for a CNI call, the plugin type. Otherwise, {@code metactl} and its arguments; an empty array counts as {@code metactl}
     */
    public static void main(String[] args) {
        int status = run(List.of(args), ResultStream.takeStdout());
        Runtime.getRuntime().halt(status); // System.exit would also load the system logger
    }

    private static int run(List<String> args, ResultStream result) {
        String called = args.isEmpty() ? COMMAND_LINE : args.getFirst();
        if (called.equals(COMMAND_LINE)) {
            Optional<String> violation = ImageTrust.violationOfThisImage();
            if (violation.isPresent()) {
                System.err.println("metactl: " + violation.get());
                return 1;
            }
            return new Metactl(StandardStreams.ofThisProcess(result.asText()))
                    .run(args.subList(Math.min(1, args.size()), args.size()));
        }
        return Calls.run(called, System.getenv(), System.in, result).status();
    }
}
