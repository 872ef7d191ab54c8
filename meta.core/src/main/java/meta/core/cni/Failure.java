package meta.core.cni;

import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;

/** The reason why a CNI call fails. Codes below 100 are defined by the spec (CNI spec 1.1.0 "Error" and "STATUS"). */
public sealed interface Failure {

    /**
     * The plugin does not support the {@code cniVersion} of the configuration.
     *
     * @param given the JSON text of {@code cniVersion}
     */
    record UnknownVersion(String given) implements Failure {}

    /** The version of the spec in the configuration does not define the verb. */
    record VerbTooNew(CniVerb verb, CniVersion version) implements Failure {}

    /** Environment variables of the call are missing or invalid. */
    record BadEnvironment(List<InputProblem> problems) implements Failure {
        public BadEnvironment {
            problems = List.copyOf(problems);
        }

        /**
         * {@return the failure for a {@code CNI_NETNS} that does not lead to the network namespace of a pod}
         *
         * @param reason the reason; the path and a colon at its beginning are removed
         */
        public static BadEnvironment noNamespace(String path, String reason) {
            String start = path + ": ";
            String shown = reason.startsWith(start) ? reason.substring(start.length()) : reason;
            return new BadEnvironment(List.of(new InputProblem("CNI_NETNS", '"' + path + '"', shown)));
        }
    }

    /**
     * Reading, writing or a system call has failed.
     *
     * @param what what was used, such as {@code CNI_NETNS} or {@code netlink}
     */
    record InputOutput(String what, String reason) implements Failure {}

    /**
     * The configuration is not a JSON object that {@link JsonReader} accepts.
     *
     * @param column as in {@link JsonReadResult.Malformed}
     */
    record Undecodable(int line, int column, String reason) implements Failure {}

    /** Values in the configuration or in the options of the node are missing or invalid, or the plugin type cannot be used. */
    record BadConfiguration(List<InputProblem> problems) implements Failure {
        public BadConfiguration {
            problems = List.copyOf(problems);
        }
    }

    /** The NIC of the pod has no address that the plugin can use. */
    record NicWithoutAddress(String reason) implements Failure {}

    /** The pod has no device with the name in {@code CNI_IFNAME}. */
    record NicMissing(String reason) implements Failure {}

    /**
     * The pod or the node has more network objects or routing tables than a call may read, or the pod would have too many after the call.
     *
     * @param place the objects that were counted, such as {@code routes of the pod}
     * @param limit the maximum, and what it applies to, such as {@code 50000 objects per pod, all kinds together}
     */
    record TooManyObjects(String place, int number, String limit) implements Failure {}

    /** The call may succeed if the runtime repeats it. */
    record TryAgain(String reason) implements Failure {}

    /** This process or the kernel lacks a resource, such as file descriptors, threads or memory. */
    record Exhausted(String reason) implements Failure {}

    /**
     * This process has too little memory left for the network objects that the call reads.
     *
     * @param place as in {@link TooManyObjects}
     */
    record NoRoomForObjects(String place, int number) implements Failure {}

    /** The answer to STATUS: the plugin cannot carry out an ADD now. */
    record NotAvailable(String reason) implements Failure {}

    /** As {@link NotAvailable}, but connected pods may have lost connectivity. Not used yet. */
    record LimitedConnectivity(String reason) implements Failure {}

    /**
     * A step or the plugin type cannot plan for this pod, a plan is rejected, or the state of an effect cannot be determined.
     *
     * @param step the name of the step or of the plugin type
     */
    record StepUnplanned(String step, String reason) implements Failure {}

    /**
     * A change or an effect has failed, or a packet cannot be sent or received.
     *
     * @param step what has planned the change, packet or effect, such as the name of a step; in a DEL or GC, the verb
     * @param command a shell command that would do the same; for an effect, its description
     * @param rollback what became of the call's changes or effects, such as {@code 6 of 6 changes undone} or {@code nothing was changed}
     */
    record StepRejected(String step, String command, String rejection, Optional<Errno> errno, String rollback)
            implements Failure {}

    /**
     * Another host or pod, or the node, has or probes for an address of the call, or this cannot be excluded.
     *
     * @param dispute what has or probes for the address, or why this cannot be excluded
     */
    record AddressConflict(String address, String dispute) implements Failure {}

    /** CHECK has found that the present network objects or effects differ from the planned ones. */
    record NotAsPlanned(List<String> differences) implements Failure {
        public NotAsPlanned {
            differences = List.copyOf(differences);
        }
    }

    /** An error that the other failures do not describe. */
    record Unexpected(String description) implements Failure {}

    /** {@return the {@code code} of the CNI error} */
    default int code() {
        return switch (this) {
            case UnknownVersion _, VerbTooNew _ -> 1;
            case BadEnvironment _ -> 4;
            case InputOutput _ -> 5;
            case Undecodable _ -> 6;
            case BadConfiguration _, NicWithoutAddress _ -> 7;
            case TryAgain _, Exhausted _, NoRoomForObjects _ -> 11;
            case NotAvailable _ -> 50;
            case LimitedConnectivity _ -> 51;
            case StepUnplanned _, NicMissing _, TooManyObjects _ -> 100;
            case StepRejected _ -> isShortage() ? 11 : 100;
            case AddressConflict _ -> 101;
            case NotAsPlanned _ -> 102;
            case Unexpected _ -> 999;
        };
    }

    /**
     * {@return whether the call has failed for lack of a resource, so that it may succeed in another process} A {@link StepRejected} counts
     * only with errno {@code EMFILE} or {@code ENFILE}.
     */
    default boolean isShortage() {
        return switch (this) {
            case Exhausted _, NoRoomForObjects _ -> true;
            case StepRejected rejected ->
                rejected.errno().equals(Optional.of(Errno.EMFILE))
                        || rejected.errno().equals(Optional.of(Errno.ENFILE));
            case Failure _ -> false;
        };
    }

    /** {@return the {@code msg} of the CNI error} */
    default String message() {
        return switch (this) {
            case UnknownVersion _, VerbTooNew _ -> "incompatible CNI version";
            case BadEnvironment _ -> "invalid environment variables";
            case InputOutput _ -> "input or output failed";
            case Undecodable _ -> "the network configuration is not JSON";
            case BadConfiguration _ -> "invalid network configuration";
            case NicWithoutAddress _ -> "the pod's NIC has no address";
            case NicMissing _ -> "the pod's NIC is missing";
            case TooManyObjects _ -> "there are too many network objects";
            case TryAgain _, Exhausted _, NoRoomForObjects _ -> "try again later";
            case NotAvailable _ -> "the plugin is not available";
            case LimitedConnectivity _ -> "the plugin is not available, and pods may be cut off";
            case StepUnplanned _ -> "a step cannot be planned";
            case StepRejected _ -> "a step failed";
            case AddressConflict(String address, var _) -> "address " + TextShortener.line(address) + " is in use";
            case NotAsPlanned _ -> "the network is not as planned";
            case Unexpected _ -> "unexpected error";
        };
    }

    /**
     * {@return the {@code details} of the CNI error, shortened as {@link TextShortener#text} does} Invisible characters are not escaped.
     */
    default String details() {
        return TextShortener.text(inFull());
    }

    private String inFull() {
        return switch (this) {
            case UnknownVersion(String given) -> "cniVersion: " + given + ": expected " + CniVersion.list();
            case VerbTooNew(CniVerb verb, CniVersion version) ->
                "cniVersion: \"" + version + "\": " + verb + " needs " + verb.since() + " or later";
            case BadEnvironment(var problems) -> TextShortener.lines(problems);
            case InputOutput(String what, String reason) -> what + ": " + reason;
            case Undecodable(int line, int column, String reason) ->
                "line " + line + ", column " + column + ": " + reason;
            case BadConfiguration(var problems) -> TextShortener.lines(problems);
            case NicWithoutAddress(String reason) -> reason;
            case NicMissing(String reason) -> reason;
            case TooManyObjects(String place, int number, String limit) ->
                place + ": " + number + "; the limit is " + limit;
            case TryAgain(String reason) -> reason;
            case Exhausted(String reason) -> reason;
            case NoRoomForObjects(String place, int number) ->
                place + ": " + number + "; this process has no memory left for them";
            case NotAvailable(String reason) -> reason;
            case LimitedConnectivity(String reason) -> reason;
            case StepUnplanned(String step, String reason) -> step + ": " + reason;
            case StepRejected(String step, String command, String rejection, var _, String rollback) ->
                step + ": " + command + ": " + rejection + rights(rejection, "CAP_NET_ADMIN") + "; " + rollback;
            case AddressConflict(var _, String dispute) -> dispute; // the message contains the address
            case NotAsPlanned(var differences) -> TextShortener.lines(differences);
            case Unexpected(String description) -> description;
        };
    }

    /**
     * {@return a hint at the required rights, with a blank before it; empty if the kernel has not denied permission}
     *
     * @param rejection recognized only with {@code EPERM} at its beginning or end, or {@code EACCES} at its end
     * @param capability the capability that the kernel requires (capabilities(7))
     */
    static String rights(String rejection, String capability) {
        return rejection.startsWith("EPERM") || rejection.endsWith("EPERM") || rejection.endsWith("EACCES")
                ? " (requires root or " + capability + ")"
                : "";
    }
}
