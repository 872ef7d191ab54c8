package meta.launcher;

import java.util.List;
import java.util.Optional;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.launcher.cli.Metactl;
import meta.launcher.cli.StandardStreams;
import meta.launcher.image.ImageTrust;

/** The main class of the image. */
public final class Main {
    private static final String COMMAND_LINE = "metactl";

    private Main() {}

    /**
     * Makes the call of a plugin or runs {@code metactl}, and ends the process with the exit status.
     *
     * @param args the plugin type, or {@code metactl} and its arguments; without arguments, {@code metactl}
     */
    public static void main(String[] args) {
        int status = run(List.of(args), ResultStream.takeStdout());
        Runtime.getRuntime().halt(status); // System.exit would first load the system logger, which takes time
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
