package meta.core.cni;

import java.util.List;

/**
 * A way in which a call can fail: codes below 100 are the spec's (CNI spec 1.1.0 "Error"), the others our own.
 *
 * <p>What a user reads of it names the place, the value and what is accepted, and every command in it can be pasted into a
 * terminal.
 */
public sealed interface Failure {

    /** The configuration's {@code cniVersion}, given as JSON, is none that we know. */
    record UnknownVersion(String given) implements Failure {}

    /** The configuration's {@code cniVersion} is older than the verb. */
    record VerbTooNew(CniVerb verb, CniVersion version) implements Failure {}

    /** The {@code CNI_} variables are not what the verb needs; every one that is wrong is named. */
    record BadEnvironment(List<Problem> problems) implements Failure {
        public BadEnvironment {
            problems = List.copyOf(problems);
        }

        /** {@return the failure of a {@code CNI_NETNS} that is no network namespace, and why not} */
        public static BadEnvironment noNamespace(String path, String reason) {
            String said = path + ": "; // the path is in the problem already
            String accepted = reason.startsWith(said) ? reason.substring(said.length()) : reason;
            return new BadEnvironment(List.of(new Problem("CNI_NETNS", '"' + path + '"', accepted)));
        }
    }

    /** Something could not be read or written, such as standard input, and why not. */
    record InputOutput(String what, String reason) implements Failure {}

    /**
     * The configuration is not JSON.
     *
     * @param line where, from 1
     * @param column where in that line, in bytes from 1
     * @param reason what is wrong there
     */
    record Undecodable(int line, int column, String reason) implements Failure {}

    /** The configuration is JSON, but not one that we can work with; everything that is wrong with it is named. */
    record BadConfiguration(List<Problem> problems) implements Failure {
        public BadConfiguration {
            problems = List.copyOf(problems);
        }
    }

    /** The NIC has no address to work on; {@code reason} says what to look at. */
    record NicWithoutAddress(String reason) implements Failure {}

    /** The pod does not have the NIC. */
    record NicMissing(String reason) implements Failure {}

    /**
     * The pod has more objects than a call works with.
     *
     * @param place which objects of which namespace, such as {@code routes of the pod}
     * @param number how many the kernel tells of
     * @param limit the most objects of a pod that a call works with, of all kinds together
     */
    record TooManyObjects(String place, int number, int limit) implements Failure {}

    /** What is in the way is going to pass, such as another call for the same pod. */
    record TryAgain(String reason) implements Failure {}

    /** This process has no descriptor, thread or memory left, so it does not know what there is: nothing is said about the pod. */
    record Exhausted(String reason) implements Failure {}

    /** The plugin cannot do an ADD now. */
    record NotAvailable(String reason) implements Failure {}

    /** The plugin cannot do an ADD now, and pods that it has connected may be cut off. */
    record LimitedConnectivity(String reason) implements Failure {}

    /** A step cannot say what should be there for this pod, so nothing was touched. */
    record StepUnplanned(String step, String reason) implements Failure {}

    /**
     * The kernel has refused a change.
     *
     * @param step whose change it was
     * @param command the {@code ip} command that amounts to it
     * @param refusal the errno's name and the kernel's own text
     * @param rollback how far the changes before it are undone, such as {@code 6 of 6 changes undone}
     */
    record StepRefused(String step, String command, String refusal, String rollback) implements Failure {}

    /** One of the pod's addresses is not its own: {@code dispute} says who has it, or who wants it too. */
    record AddressConflict(String address, String dispute) implements Failure {}

    /** CHECK found the kernel's state to be other than planned; a line for each difference. */
    record NotAsPlanned(List<String> differences) implements Failure {
        public NotAsPlanned {
            differences = List.copyOf(differences);
        }
    }

    /** A mistake of ours. */
    record Unexpected(String description) implements Failure {}

    /** {@return the {@code code} of the CNI error} */
    default int code() {
        return switch (this) {
            case UnknownVersion _, VerbTooNew _ -> 1;
            case BadEnvironment _ -> 4;
            case InputOutput _ -> 5;
            case Undecodable _ -> 6;
            case BadConfiguration _, NicWithoutAddress _ -> 7;
            case TryAgain _, Exhausted _ -> 11;
            case NotAvailable _ -> 50;
            case LimitedConnectivity _ -> 51;
            case StepUnplanned _, NicMissing _, TooManyObjects _ -> 100;
            case StepRefused _ -> isShortage() ? 11 : 100;
            case AddressConflict _ -> 101;
            case NotAsPlanned _ -> 102;
            case Unexpected _ -> 999;
        };
    }

    /** {@return whether this process has no descriptor, thread or memory left for the call, which another process might have} */
    default boolean isShortage() {
        return switch (this) {
            case Exhausted _ -> true;
            case StepRefused(var _, var _, String refusal, var _) ->
                List.of("EMFILE", "ENFILE").stream()
                        .anyMatch(name -> refusal.startsWith(name) || refusal.endsWith(name));
            case Failure _ -> false;
        };
    }

    /** {@return what kind of failure it is, in a few words: the {@code msg} of the CNI error} */
    default String message() {
        return switch (this) {
            case UnknownVersion _, VerbTooNew _ -> "incompatible CNI version";
            case BadEnvironment _ -> "invalid environment variables";
            case InputOutput _ -> "input or output failed";
            case Undecodable _ -> "the network configuration is not JSON";
            case BadConfiguration _ -> "invalid network configuration";
            case NicWithoutAddress _ -> "the pod's NIC has no address";
            case NicMissing _ -> "the pod's NIC is missing";
            case TooManyObjects _ -> "the pod has too many network objects";
            case TryAgain _, Exhausted _ -> "try again later";
            case NotAvailable _ -> "the plugin is not available";
            case LimitedConnectivity _ -> "the plugin is not available, and pods may be cut off";
            case StepUnplanned _ -> "a step cannot be planned";
            case StepRefused _ -> "a step failed";
            case AddressConflict(String address, var _) -> "address " + BoundedText.line(address) + " is in use";
            case NotAsPlanned _ -> "the network is not as planned";
            case Unexpected _ -> "unexpected error";
        };
    }

    /** {@return what there is to say, in one line or more and up to a limit: the {@code details} of the CNI error} */
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
            case TooManyObjects(String place, int number, int limit) ->
                place + ": there are " + number + ", and a call works with at most " + limit + " objects of a pod";
            case TryAgain(String reason) -> reason;
            case Exhausted(String reason) -> reason;
            case NotAvailable(String reason) -> reason;
            case LimitedConnectivity(String reason) -> reason;
            case StepUnplanned(String step, String reason) -> step + ": " + reason;
            case StepRefused(String step, String command, String refusal, String rollback) ->
                step + ": " + command + ": " + refusal + rights(refusal, "CAP_NET_ADMIN") + "; " + rollback;
            case AddressConflict(var _, String dispute) -> dispute; // the message names the address
            case NotAsPlanned(var differences) -> BoundedText.lines(differences);
            case Unexpected(String description) -> description;
        };
    }

    /**
     * {@return what it takes, where the kernel's answer is that the caller has no right to it; empty where that is not the answer}
     *
     * @param refusal the errno's name and what the kernel says
     * @param capability what the kernel asks for (capabilities(7))
     */
    static String rights(String refusal, String capability) {
        return refusal.startsWith("EPERM") || refusal.endsWith("EPERM") || refusal.endsWith("EACCES")
                ? " (it takes root, or " + capability + ")"
                : "";
    }
}
