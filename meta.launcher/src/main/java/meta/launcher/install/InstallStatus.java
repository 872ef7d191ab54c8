package meta.launcher.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.JsonWriter;

/**
 * The installed version, and whether the files of the installation are intact.
 *
 * @param prefix the path of the installation on the node
 * @param current the folder name of the current version, which CNI calls use; empty if there is none
 * @param record the record of the installation; {@link InstallRecord#NONE} if there is none
 * @param problems a line for each problem, such as a missing or altered file; none if nothing is installed
 */
public record InstallStatus(String prefix, String current, InstallRecord record, List<String> problems) {
    public InstallStatus {
        problems = List.copyOf(problems);
    }

    /**
     * {@return the present status of an installation}
     *
     * @throws InstallException if the record, the link to the current version or the folder of the versions cannot be read
     */
    public static InstallStatus of(Layout layout) throws InstallException {
        InstalledVersions now = InstalledVersions.read(layout);
        List<String> problems = new ArrayList<>();
        if (now.current().isEmpty()) {
            if (!now.versions().isEmpty() || !now.record().version().isEmpty()) {
                problems.add(layout.current() + ": leads to no version");
            }
            return new InstallStatus(layout.prefix(), "", now.record(), problems);
        }
        for (String name : now.completeVersions()) {
            addDifferences(problems, layout.version(name));
        }
        addRepairs(problems, layout, layout.version(now.current()), now.record());
        if (!now.record().version().equals(now.current())) {
            problems.add(layout.record() + ": does not describe the current version " + now.current());
        }
        return new InstallStatus(layout.prefix(), now.current(), now.record(), problems);
    }

    private static void addRepairs(List<String> problems, Layout layout, Path version, InstallRecord record) {
        try {
            PluginFilePlacement plugins = PluginFilePlacement.of(version, layout, record.folders());
            List<FileOperation> repairs = new ArrayList<>(plugins.plan(layout));
            repairs.addAll(AgentUnits.plan(layout, version, !record.units().isEmpty()));
            repairs.forEach(repair -> addProblem(problems, repair));
        } catch (InstallException e) {
            addFailure(problems, e);
        }
    }

    private static void addDifferences(List<String> problems, Path version) {
        try {
            Manifest.of(version)
                    .differences(version)
                    .forEach(path -> problems.add(version.resolve(path) + ": altered"));
        } catch (InstallException e) {
            addFailure(problems, e);
        }
    }

    private static void addFailure(List<String> problems, InstallException failure) {
        String problem = String.valueOf(failure.getMessage());
        if (!problems.contains(problem)) { // both checks read the manifest of the current version
            problems.add(problem);
        }
    }

    private static void addProblem(List<String> problems, FileOperation repair) {
        if (repair instanceof FileOperation.WriteFile || repair instanceof FileOperation.PutLink) {
            problems.add(repair.path() + (Files.exists(repair.path()) ? ": altered" : ": missing"));
        }
    }

    /** {@return whether a version is installed and there is no problem} */
    public boolean isIntact() {
        return !current.isEmpty() && problems.isEmpty();
    }

    /** {@return the status for people, as lines that each end with a newline} */
    public String text() {
        if (current.isEmpty() && problems.isEmpty()) {
            return prefix + ": nothing is installed\n";
        }
        StringBuilder text = new StringBuilder();
        text.append("version  ").append(current).append('\n');
        text.append("before   ")
                .append(record.before().isEmpty() ? "none" : record.before())
                .append('\n');
        text.append("prefix   ").append(prefix).append('\n');
        text.append("folders  ").append(String.join(", ", record.folders())).append('\n');
        text.append("by       ")
                .append(record.by())
                .append(", ")
                .append(record.when())
                .append('\n');
        text.append("agent    ").append(record.units().isEmpty() ? "no unit" : String.join(", ", record.units()));
        text.append("\nintact   ").append(problems.isEmpty() ? "yes" : "no").append('\n');
        problems.forEach(problem -> text.append("  ").append(problem).append('\n'));
        return text.toString();
    }

    /** {@return the status as the text of a JSON object} Its members include those of the record. */
    public String json() {
        JsonObject object = record.object()
                .with("prefix", new JsonString(prefix))
                .with("current", new JsonString(current))
                .with("intact", new JsonBoolean(isIntact()))
                .with("problems", InstallRecord.array(problems));
        return JsonWriter.pretty(object) + "\n";
    }
}
