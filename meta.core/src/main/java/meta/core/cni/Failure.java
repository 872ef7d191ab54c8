package meta.core.cni;

import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;

/** The reasons why a call can fail. Codes below 100 are those of the spec (CNI spec 1.1.0 "Error" and "STATUS"), the others are our own. */
public sealed interface Failure {

    /**
     * The {@code cniVersion} of the configuration is not supported.
     *
     * @param given its JSON text
     */
    record UnknownVersion(String given) implements Failure {}

    /** The {@code cniVersion} of the configuration does not define the verb. */
    record VerbTooNew(CniVerb verb, CniVersion version) implements Failure {}

    /** {@code CNI_} variables are invalid. */
    record BadEnvironment(List<Problem> problems) implements Failure {
        public BadEnvironment {
            problems = List.copyOf(problems);
        }

        /**
         * {@return the failure for a {@code CNI_NETNS} that is not the path of a pod's network namespace}
         *
         * @param reason the reason; the path at its beginning is omitted
         */
        public static BadEnvironment noNamespace(String path, String reason) {
            String start = path + ": "; // the problem already contains the path
            String shown = reason.startsWith(start) ? reason.substring(start.length()) : reason;
            return new BadEnvironment(List.of(new Problem("CNI_NETNS", '"' + path + '"', shown)));
        }
    }

    /**
     * Reading or writing has failed.
     *
     * @param what the file, stream, variable or interface, such as {@code CNI_NETNS} or {@code netlink}
     */
    record InputOutput(String what, String reason) implements Failure {}

    /**
     * The configuration is not a JSON object, or exceeds a limit of {@link JsonReader}. Line and column are those of {@link ParsedJson.Malformed}.
     */
    record Undecodable(int line, int column, String reason) implements Failure {}

    /** The configuration has missing or invalid values, an option of the node is invalid, or the plugin type cannot be used. */
    record BadConfiguration(List<Problem> problems) implements Failure {
        public BadConfiguration {
            problems = List.copyOf(problems);
        }
    }

    /** The NIC has no usable address. */
    record NicWithoutAddress(String reason) implements Failure {}

    /** The pod does not have the NIC. */
    record NicMissing(String reason) implements Failure {}

    /**
     * The pod or the host has too many objects, or the pod would have too many after the call.
     *
     * @param place the objects, such as {@code routes of the pod}
     * @param limit the maximum and the objects that it applies to, such as {@code 50000 objects per pod, all kinds together}
     */
    record TooManyObjects(String place, int number, String limit) implements Failure {}

    /** A repeated call may succeed. */
    record TryAgain(String reason) implements Failure {}

    /** This process or the kernel lacks a resource, such as a file descriptor, a thread or memory. */
    record Exhausted(String reason) implements Failure {}

    /**
     * This process has no memory left for the objects of a call.
     *
     * @param place the objects, such as {@code routes of the pod}
     */
    record NoRoomForObjects(String place, int number) implements Failure {}

    /** The plugin cannot carry out an ADD now. */
    record NotAvailable(String reason) implements Failure {}

    /** The plugin cannot carry out an ADD now, and pods that it has connected may have lost connectivity. Not reported yet. */
    record LimitedConnectivity(String reason) implements Failure {}

    /** A step or the plugin type cannot plan for this pod, its plan is not accepted, or the state of an effect is unknown. */
    record StepUnplanned(String step, String reason) implements Failure {}

    /**
     * The kernel has rejected a change or a packet, the NIC has no carrier, or an effect has failed.
     *
     * @param step the step that has planned the change, packet or effect; in a DEL or GC, the verb
     * @param command the equivalent shell command; for an effect, its description
     * @param rejection the name of the errno and the text of the kernel; without an errno, the reason in words
     * @param errno the errno of the failed system call; empty if no system call has failed
     * @param rollback the state of the other changes, such as {@code 6 of 6 changes undone}
     */
    record StepRejected(String step, String command, String rejection, Optional<Errno> errno, String rollback)
            implements Failure {}

    /**
     * Another host or pod has one of the addresses of the call, or probes for it.
     *
     * @param dispute the other host or pod and what it does
     */
    record AddressConflict(String address, String dispute) implements Failure {}

    /** CHECK has found differences. */
    record NotAsPlanned(List<String> differences) implements Failure {
        public NotAsPlanned {
            differences = List.copyOf(differences);
        }
    }

    /** A bug in this plugin, or a missing library. */
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
     * {@return whether a resource is lacking, so that a call in another process may succeed} Of the rejections by the kernel, only {@code EMFILE} and
     * {@code ENFILE} count.
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

    /** {@return the kind of failure: the {@code msg} of the CNI error} */
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
            case AddressConflict(String address, var _) -> "address " + BoundedText.line(address) + " is in use";
            case NotAsPlanned _ -> "the network is not as planned";
            case Unexpected _ -> "unexpected error";
        };
    }

    /** {@return the reason, limited by {@link BoundedText#text}: the {@code details} of the CNI error} */
    default String details() {
        return BoundedText.text(inFull());
    }

    private String inFull() {
        return switch (this) {
            case UnknownVersion(String given) -> "cniVersion: " + given + ": " + CniVersion.list();
            case VerbTooNew(CniVerb verb, CniVersion version) ->
                "cniVersion: \"" + version + "\": " + verb + " needs " + verb.since() + " or later";
            case BadEnvironment(var problems) -> BoundedText.lines(problems);
            case InputOutput(String what, String reason) -> what + ": " + reason;
            case Undecodable(int line, int column, String reason) ->
                "line " + line + ", column " + column + ": " + reason;
            case BadConfiguration(var problems) -> BoundedText.lines(problems);
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
            case NotAsPlanned(var differences) -> BoundedText.lines(differences);
            case Unexpected(String description) -> description;
        };
    }

    /**
     * {@return a blank and a hint at the required rights if the kernel has denied permission; else an empty text}
     *
     * @param rejection a text that begins or ends with the name of the errno
     * @param capability the capability that the kernel requires (capabilities(7))
     */
    static String rights(String rejection, String capability) {
        return rejection.startsWith("EPERM") || rejection.endsWith("EPERM") || rejection.endsWith("EACCES")
                ? " (requires root or " + capability + ")"
                : "";
    }
}
