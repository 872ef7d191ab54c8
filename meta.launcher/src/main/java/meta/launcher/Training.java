package meta.launcher;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.launcher.call.SampleCall;
import meta.launcher.jars.StepFolders;

/** Makes sample calls in a JVM that records the AOT cache of the image. */
final class Training {
    private static final String NO_STEPS = "none";

    private Training() {}

    /**
     * Makes the calls that a folder lists ({@link SampleCall#in}), and then runs {@link Main}, which ends the process. A call of the folder
     * gets the environment of this process, except for {@code CNI_COMMAND} and the variable with the step folders.
     *
     * @param args the path of the folder, and then the arguments for {@link Main}
     * @throws IOException if a file of the folder cannot be read, or the list of calls is invalid
     * @throws IllegalStateException if a call of the folder ends with another exit status than the expected one
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        ResultStream result = ResultStream.takeStdout();
        for (SampleCall call : SampleCall.in(folder)) {
            int status = status(call, folder, result);
            if (status != call.status()) {
                throw new IllegalStateException("\"" + call + "\" has ended with exit status " + status);
            }
        }
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static int status(SampleCall call, Path folder, ResultStream result) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CNI_COMMAND", call.verb());
        Path steps = folder.resolve(call.steps().isEmpty() ? NO_STEPS : call.steps());
        environment.put(StepFolders.VARIABLE, steps.toString());
        Path stdin = folder.resolve(call.stdin());
        try (InputStream in = new BufferedInputStream(new FileInputStream(stdin.toFile()))) {
            return Calls.run(call.type(), environment, in, result).status();
        }
    }
}
