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
import meta.launcher.call.Caller;
import meta.launcher.call.PluginCall;
import meta.launcher.call.ResultStream;

/**
 * The calls that the image is built with: made one after the other in one JVM, which writes down what classes they used, so that the calls
 * of a node start with those classes ready.
 */
final class Training {
    private Training() {}

    /**
     * Makes the calls of a folder: its file {@code calls} has a line for each, with plugin type, verb, the name of the file to read as
     * standard input, and the exit status that is expected. All else of the environment is the process's own. Then it makes the call
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
                int status = call(words[0], words[1], folder.resolve(words[2]), result);
                if (status != Integer.parseInt(words[3])) {
                    throw new IllegalStateException("\"" + line + "\" ended with status " + status);
                }
            }
        }
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static int call(String type, String verb, Path stdin, ResultStream result) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CNI_COMMAND", verb);
        try (InputStream in = new BufferedInputStream(new FileInputStream(stdin.toFile()))) {
            return new PluginCall(type, environment, in, Caller.ofThisProcess())
                    .answer(result)
                    .status();
        }
    }
}
