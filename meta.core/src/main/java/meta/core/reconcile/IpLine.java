package meta.core.reconcile;

import java.util.List;
import meta.spi.net.IpCommand;
import meta.spi.net.Neighbor;
import meta.spi.net.SysctlValue;

/**
 * A change as the commands that a person would type for it.
 *
 * @param change the change
 */
public record IpLine(Change change) {

    /** {@return a line for each command, after the name of its namespace; none where nothing is done, as for a setting let go} */
    public List<String> lines() {
        return isLetGo() ? List.of() : command().lines();
    }

    private boolean isLetGo() {
        return change instanceof Change.Delete delete && delete.before() instanceof SysctlValue;
    }

    /**
     * {@return the commands to paste into a shell of the node}
     *
     * @param netns the path of the pod's namespace
     */
    public List<String> inShell(String netns) {
        return isLetGo() ? List.of() : command().shellLines(netns);
    }

    /** {@return the same in one line} */
    public String inOneLine(String netns) {
        return command().inShell(netns);
    }

    /** {@return the text to paste into a shell of the node, where {@code ip netns} knows the pod's namespace as {@code pod}} */
    @Override
    public String toString() {
        return command().toString();
    }

    private IpCommand command() {
        return switch (change) {
            // the kernel may have learnt of the neighbour by itself meanwhile
            case Change.Create create when create.after() instanceof Neighbor -> IpCommand.ensure(create.after());
            case Change.Create create -> IpCommand.create(create.after());
            case Change.Replace replace -> IpCommand.change(replace.before(), replace.after());
            case Change.Delete delete -> IpCommand.remove(delete.before());
        };
    }
}
