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
 * The calls that the image is built with: made one after the other in one JVM, which writes down what classes they used, so that the calls
 * of a node start with those classes ready.
 */
final class Training {
    private static final int EXIT_STATUS = 3;
    private static final String NO_STEPS = "none";

    private Training() {}

    /**
     * Makes the calls of a folder: its file {@code calls} has a line for each, with plugin type, verb, the name of the file to read as
     * standard input, the exit status that is expected, and the folder of third parties' steps, if it is to have one. All else of the
     * environment is the process's own. Then it makes the call
     * that the process itself is, as a cold one would.
     *
     * @param args the folder, then what {@link Main} gets
     * @throws IllegalStateException when a call ends with another status, since the image would then be trained for failures
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
                    throw new IllegalStateException("\"" + line + "\" ended with status " + status);
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
