package meta.launcher.jars;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.ShortageException;

/** The step folders: folders that may contain third-party jars. */
public final class StepFolders {
    /** The environment variable that replaces the default folders: paths, separated by colons. */
    public static final String VARIABLE = "META_PLUGINS_STEPS";

    private static final String ON_THE_NODE = "/etc/meta-plugins/steps.d";
    private static final String BESIDE_THE_IMAGE = "steps.d";

    private StepFolders() {}

    /** {@return the folders in the environment, or, if the variable is not set or empty, the two default folders; they need not exist} */
    public static List<File> of(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        if (given.isEmpty()) {
            File image = new File(System.getProperty("java.home"));
            return List.of(new File(ON_THE_NODE), new File(image.getParentFile(), BESIDE_THE_IMAGE));
        }
        List<File> folders = new ArrayList<>();
        for (String path : given.split(":", -1)) {
            if (!path.isEmpty()) {
                folders.add(new File(path).getAbsoluteFile());
            }
        }
        return folders;
    }

    /**
     * {@return the entries of a folder, ordered by name: its folders and its {@code .jar} files; none if it does not exist or is a file} An entry
     * whose name begins with a dot is left out.
     */
    static List<File> entries(File folder) {
        String[] names = folder.list(); // java.nio.file would take longer; on most nodes the folder does not exist
        if (names == null
                && folder.isDirectory()) { // root can read any folder, so no descriptor was left; this test needs none
            throw new ShortageException(folder.toString(), Errno.EMFILE);
        }
        if (names == null || names.length == 0) {
            return List.of();
        }
        Arrays.sort(names);
        List<File> entries = new ArrayList<>();
        for (String name : names) {
            File entry = new File(folder, name);
            if (!name.startsWith(".") && (name.endsWith(".jar") || entry.isDirectory())) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /**
     * {@return paths, sizes and modification times of the folders, their entries and the jars in them}
     *
     * @throws ShortageException if the process has no descriptor left
     */
    public static String state(List<File> folders) {
        StringBuilder state = new StringBuilder();
        for (File folder : folders) {
            append(state, folder);
            for (File entry : entries(folder)) {
                state.append(stateOf(entry));
            }
        }
        return state.toString();
    }

    /** {@return path, size and modification time of an entry and of the jars in it, one line for each} */
    static String stateOf(File entry) {
        StringBuilder state = new StringBuilder();
        append(state, entry);
        for (File jar : entries(entry)) {
            append(state, jar);
        }
        return state.toString();
    }

    private static void append(StringBuilder state, File file) {
        state.append(file).append(' ').append(file.length()).append(' ');
        state.append(file.lastModified()).append('\n');
    }
}
