package meta.launcher;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import meta.launcher.call.Calls;
import meta.launcher.call.ResultStream;
import meta.launcher.jars.StepFolders;

/**
 * Makes sample calls when the image is built. The JVM records the classes that they use in the AOT cache, so that calls on a node start
 * faster.
 */
final class Training {
    private static final int EXIT_STATUS = 3;
    private static final String NO_STEPS = "none";

    private Training() {}

    /**
     * Makes the calls of a folder, then the call of this process. Each line of the file {@code calls} in the folder describes a call: plugin
     * type, verb, the file for standard input, the expected exit status, and optionally a folder of third-party steps. The rest of the
     * environment is that of this process.
     *
     * @param args the folder, then the arguments of {@link Main}
     * @throws IllegalStateException if a call ends with another status, because the cache would be trained for failures
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        ResultStream result = ResultStream.takeStdout();
        for (String line : Files.readAllLines(folder.resolve("calls"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ", -1);
                Path steps = folder.resolve(words.length > EXIT_STATUS + 1 ? words[EXIT_STATUS + 1] : NO_STEPS);
                int status = call(words, folder.resolve(words[2]), steps, result);
                if (status != Integer.parseInt(words[EXIT_STATUS])) {
                    throw new IllegalStateException("\"" + line + "\" has ended with exit status " + status);
                }
            }
        }
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static int call(String[] words, Path stdin, Path steps, ResultStream result) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CNI_COMMAND", words[1]);
        environment.put(StepFolders.VARIABLE, steps.toString());
        try (InputStream in = new BufferedInputStream(new FileInputStream(stdin.toFile()))) {
            return Calls.run(words[0], environment, in, result).status();
        }
    }
}
