package meta.core.reconcile;

import java.util.List;
import meta.spi.net.IpCommand;
import meta.spi.net.Neighbor;
import meta.spi.net.SysctlValue;

/** Prints a change as commands, such as {@code ip} and {@code sysctl}, for logs, errors and dry runs. */
public record ChangeCommands(Change change) {

    /** {@return the commands, each after the namespace {@code host} or {@code pod}; empty for the deletion of a sysctl} */
    public List<String> lines() {
        return isDeletedSetting() ? List.of() : command().lines();
    }

    private boolean isDeletedSetting() {
        return change instanceof Change.Delete delete && delete.before() instanceof SysctlValue;
    }

    /**
     * {@return the commands for a shell of the node; empty for the deletion of a sysctl}
     *
     * @param netns the path of the pod's namespace
     */
    public List<String> inShell(String netns) {
        return isDeletedSetting() ? List.of() : command().shellLines(netns);
    }

    /**
     * {@return the commands for a shell of the node as one text, joined by {@code &&}; for the deletion of a sysctl, a command that always
     * fails}
     *
     * @param netns the path of the pod's namespace
     */
    public String inOneLine(String netns) {
        return command().inShell(netns);
    }

    /** {@return the text of {@link #inOneLine}, in which the word {@code pod} stands for the pod's namespace} */
    @Override
    public String toString() {
        return command().toString();
    }

    private IpCommand command() {
        return switch (change) {
            // the kernel may have created the neighbour since the snapshot
            case Change.Create create when create.after() instanceof Neighbor -> IpCommand.ensure(create.after());
            case Change.Create create -> IpCommand.create(create.after());
            case Change.Replace replace -> IpCommand.change(replace.before(), replace.after());
            case Change.Delete delete -> IpCommand.remove(delete.before());
        };
    }
}
