package meta.core.verb;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.engine.Change;
import meta.core.engine.IpLine;
import meta.core.kernel.KernelPort;

/** Is a pod still connected as ADD has left it? It is when an ADD would find nothing to do (CNI spec 1.1.0 "CHECK"). */
public final class Check {
    private Check() {}

    /**
     * Looks, and changes nothing.
     *
     * @throws CallFailedException where something is not as it should be; every difference is named
     */
    public static void run(Task task, KernelPort kernel) {
        Outlook outlook = Outlook.of(task, kernel);
        if (outlook.changes().isEmpty()) {
            return;
        }
        Predecessor predecessor = Predecessor.of(task.attachment(), outlook.snapshot(), task.pipeline());
        boolean unmarked = predecessor.hasMade();
        List<String> differences = new ArrayList<>();
        for (Change change : outlook.changes().list()) {
            if (!unmarked || predecessor.misses(change)) {
                differences.add(change.step() + ": " + what(change) + ": " + new IpLine(change));
            }
        }
        if (differences.isEmpty()) {
            return; // connected by a Go plugin, and as well as that does it
        }
        throw new CallFailedException(new Failure.NotAsPlanned(differences));
    }

    private static String what(Change change) {
        return switch (change) {
            case Change.Create _ -> "is missing";
            case Change.Replace _ -> "is different";
            case Change.Delete _ -> "should be gone";
        };
    }
}
