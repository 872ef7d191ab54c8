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

/** Makes sample calls when the image is built. The JVM stores the classes that the calls use in the AOT cache. */
final class Training {
    private static final String NO_STEPS = "none";

    private Training() {}

    /**
     * Makes the calls of a folder ({@link SampleCall#in}), and then runs {@link Main}. The calls of the folder get the environment of this process,
     * except for {@code CNI_COMMAND} and the step folders.
     *
     * @param args the folder, then the arguments of {@link Main}
     * @throws IllegalStateException if a call of the folder does not end with the expected status
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
