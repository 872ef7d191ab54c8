package meta.core.reconcile;

import java.util.List;
import meta.spi.net.IpCommand;
import meta.spi.net.Neighbor;
import meta.spi.net.SysctlValue;

/** A change as {@code ip} or {@code sysctl} commands. */
public record ChangeCommands(Change change) {

    /** {@return one line for each command, which begins with {@code host} or {@code pod}; none for the deletion of a sysctl, which has no effect} */
    public List<String> lines() {
        return isDeletedSetting() ? List.of() : command().lines();
    }

    private boolean isDeletedSetting() {
        return change instanceof Change.Delete delete && delete.before() instanceof SysctlValue;
    }

    /**
     * {@return the commands for a shell of the node; none for the deletion of a sysctl}
     *
     * @param netns the path of the pod's namespace
     */
    public List<String> inShell(String netns) {
        return isDeletedSetting() ? List.of() : command().shellLines(netns);
    }

    /** {@return the commands of {@link #inShell} in one line; for the deletion of a sysctl, a command that the kernel rejects} */
    public String inOneLine(String netns) {
        return command().inShell(netns);
    }

    /** {@return {@link #inOneLine} for a namespace named {@code pod}} */
    @Override
    public String toString() {
        return command().toString();
    }

    private IpCommand command() {
        return switch (change) {
            // the kernel may have created the entry in the meantime
            case Change.Create create when create.after() instanceof Neighbor -> IpCommand.ensure(create.after());
            case Change.Create create -> IpCommand.create(create.after());
            case Change.Replace replace -> IpCommand.change(replace.before(), replace.after());
            case Change.Delete delete -> IpCommand.remove(delete.before());
        };
    }
}
