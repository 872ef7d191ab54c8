package meta.launcher.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample CNI call, for the recording of the image's AOT cache and for the agent's rehearsal.
 *
 * @param type the plugin type
 * @param verb the value of {@code CNI_COMMAND}
 * @param stdin the name of the file with the network configuration
 * @param status the expected exit status
 * @param steps the name of a folder with third-party steps; empty if the call uses none
 */
public record SampleCall(String type, String verb, String stdin, int status, String steps) {
    /** The text in a network configuration that stands for the path of the log file. */
    public static final String LOG = "@LOG@";

    private static final int WORDS = 4;

    /**
     * {@return the calls that the file {@code calls} in this folder lists, in order} Lines that begin with {@code #} are comments. Each
     * other line contains the components of this record, separated by single spaces; the last one may be missing.
     *
     * @throws IOException if the file {@code calls} cannot be read, or one of its lines is invalid
     */
    public static List<SampleCall> in(Path folder) throws IOException {
        List<SampleCall> calls = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("calls"))) {
            if (!line.startsWith("#")) {
                calls.add(of(line));
            }
        }
        return calls;
    }

    private static SampleCall of(String line) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length < WORDS || words.length > WORDS + 1 || !words[WORDS - 1].matches("[0-9]{1,3}")) {
            throw new IOException(
                    "\"" + line + "\": type, verb, file, exit status and optionally a folder of steps are expected");
        }
        return new SampleCall(
                words[0],
                words[1],
                words[2],
                Integer.parseInt(words[WORDS - 1]),
                words.length > WORDS ? words[WORDS] : "");
    }

    @Override
    public String toString() {
        return type + " " + verb + " " + stdin;
    }
}
