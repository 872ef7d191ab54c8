package meta.launcher.jars;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.ShortageException;

/** The folders in which the jars of third parties are looked for. */
public final class StepFolders {
    /** Where they are looked for instead: paths with colons between. */
    public static final String VARIABLE = "META_PLUGINS_STEPS";

    private static final String ON_THE_NODE = "/etc/meta-plugins/steps.d";
    private static final String BESIDE_THE_IMAGE = "steps.d";

    private StepFolders() {}

    /** {@return the folders that the environment names, or else the usual two, whether or not they are there} */
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

    /** {@return the entries of a folder in the order of their names: what ends in .jar, and folders; none where it is not there} */
    static List<File> entries(File folder) {
        String[] names = folder.list(); // and no java.nio.file: most nodes have none
        if (names == null && folder.isDirectory()) { // which takes no descriptor; root can read any folder
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
     * {@return what tells one state of the folders from another, for whoever keeps what was found in them: names, sizes and times of
     * change of everything in them}
     */
    public static String state(List<File> folders) {
        StringBuilder state = new StringBuilder();
        for (File folder : folders) {
            append(state, folder);
            for (File entry : entries(folder)) {
                append(state, entry);
                for (File jar : entries(entry)) {
                    append(state, jar);
                }
            }
        }
        return state.toString();
    }

    private static void append(StringBuilder state, File file) {
        state.append(file).append(' ').append(file.length()).append(' ');
        state.append(file.lastModified()).append('\n');
    }
}
