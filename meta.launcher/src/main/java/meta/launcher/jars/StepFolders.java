package meta.launcher.jars;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.ShortageException;

/** Finds the step folders, which may contain third-party jars, and their entries. An entry is a jar or a folder of jars. */
public final class StepFolders {
    /** The environment variable with the step folders, separated by colons, instead of the default folders. */
    public static final String VARIABLE = "META_PLUGINS_STEPS";

    private static final String ON_THE_NODE = "/etc/meta-plugins/steps.d";
    private static final String BESIDE_THE_IMAGE = "steps.d";

    private StepFolders() {}

    /**
     * {@return the absolute paths of the step folders, which need not exist} They are those in {@link #VARIABLE}. If it is not set or
     * empty, they are {@code /etc/meta-plugins/steps.d} and the folder {@code steps.d} next to the image.
     */
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
     * {@return the folders and {@code .jar} files in a folder, ordered by name, without names that begin with a dot} Empty if the folder
     * does not exist or is not a folder.
     *
     * @throws UnusableEntryException if the user of this process may not list the folder
     * @throws ShortageException if the folder cannot be listed for another reason, normally because no file descriptor is left
     */
    static List<File> entries(File folder) throws UnusableEntryException {
        List<File> entries = entriesIfPermitted(folder);
        if (entries.isEmpty() && folder.isDirectory() && !folder.canRead()) {
            throw new UnusableEntryException(folder + " cannot be listed: permission denied");
        }
        return entries;
    }

    /** {@return the same as {@link #entries}, but empty if the user of this process may not list the folder} */
    private static List<File> entriesIfPermitted(File folder) {
        String[] names = folder.list(); // java.nio.file would take longer
        // isDirectory() and canRead() need no descriptor
        if (names == null && folder.isDirectory() && folder.canRead()) {
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
     * {@return a text for the comparison with an earlier one: path, size and modification time of each folder, and {@link #stateOf} for
     * each of its entries}
     *
     * @throws ShortageException as for {@link #entries}
     */
    public static String state(List<File> folders) {
        StringBuilder state = new StringBuilder();
        for (File folder : folders) {
            append(state, folder);
            for (File entry : entriesIfPermitted(folder)) {
                state.append(stateOf(entry));
            }
        }
        return state.toString();
    }

    /**
     * {@return a text for the comparison with an earlier one: path, size and modification time of the entry, and of the jars and folders in
     * it}
     *
     * @throws ShortageException as for {@link #entries}
     */
    static String stateOf(File entry) {
        StringBuilder state = new StringBuilder();
        append(state, entry);
        for (File jar : entriesIfPermitted(entry)) {
            append(state, jar);
        }
        return state.toString();
    }

    private static void append(StringBuilder state, File file) {
        state.append(file).append(' ').append(file.length()).append(' ');
        state.append(file.lastModified()).append('\n');
    }
}
