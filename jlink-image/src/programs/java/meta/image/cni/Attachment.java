package meta.image.cni;

import java.util.List;
import meta.image.topology.Pod;

/**
 * A NIC of a pod, for which this class calls the plugins of a network configuration list. The last plugin of the list is the plugin under
 * test. The methods throw an {@link AssertionError} if a call fails. Not thread-safe.
 */
public final class Attachment {
    private final CniRuntime runtime;
    private final Pod pod;
    private final String ifname;
    private PassedPrevResult main = new PassedPrevResult.None();
    private PassedPrevResult result = new PassedPrevResult.None();

    Attachment(CniRuntime runtime, Pod pod, String ifname) {
        this.runtime = runtime;
        this.pod = pod;
        this.ifname = ifname;
    }

    public Pod pod() {
        return pod;
    }

    public String ifname() {
        return ifname;
    }

    /** Calls ADD of all plugins in the list, and returns the result of the last one. The result is stored as by {@link #addLast}. */
    public Json add() {
        addMain();
        return addLast();
    }

    /** Calls ADD of all plugins in the list except the last one. */
    public void addMain() {
        PassedPrevResult soFar = new PassedPrevResult.None();
        for (Json plugin : plugins().subList(0, plugins().size() - 1)) {
            CniCall call = runtime.call(Verb.ADD, plugin, this, soFar);
            soFar = new PassedPrevResult.Result(call.run().result());
        }
        main = soFar;
    }

    /** Calls ADD of the last plugin in the list, and stores the result for later CHECK and DEL calls. {@link #addMain} comes first. */
    public Json addLast() {
        Json json = last(Verb.ADD).run().result();
        result = new PassedPrevResult.Result(json);
        return json;
    }

    /** Stores the result of an ADD that the caller made without this object, for later CHECK and DEL calls. */
    public void remember(Json json) {
        result = new PassedPrevResult.Result(json);
    }

    /**
     * {@return the stored result of the last plugin's ADD}
     *
     * @throws AssertionError if no result is stored
     */
    public Json result() {
        return json(result);
    }

    /**
     * {@return the result of {@link #addMain}}
     *
     * @throws AssertionError if there is none
     */
    public Json mainResult() {
        return json(main);
    }

    /**
     * {@return the addresses in the result of {@link #addMain}, without prefix lengths} If the list has only one plugin, the addresses are
     * from the stored result of that plugin.
     */
    public List<String> addresses() {
        boolean alone = plugins().size() == 1;
        return (alone ? result() : mainResult())
                .get("ips").items().stream()
                        .map(ip -> ip.get("address").text())
                        .map(address -> address.substring(0, address.indexOf('/')))
                        .toList();
    }

    /**
     * {@return a call of the last plugin, which the caller can change and run} An ADD gets the result of {@link #addMain}. The other calls
     * get the stored result of the last plugin, if the CNI version of the list is 0.4.0 or later.
     */
    public CniCall last(Verb verb) {
        return runtime.call(verb, plugins().getLast(), this, verb == Verb.ADD ? main : kept());
    }

    /** Calls CHECK of all plugins in the list, the first one first. Each call must print nothing. */
    public void check() {
        for (Json plugin : plugins()) {
            runtime.call(Verb.CHECK, plugin, this, kept()).run().isQuietSuccess();
        }
    }

    public void checkLast() {
        last(Verb.CHECK).run().isQuietSuccess();
    }

    /** Calls DEL of all plugins in the list, the last one first. */
    public void del() {
        for (Json plugin : plugins().reversed()) {
            runtime.call(Verb.DEL, plugin, this, kept()).run().isQuietSuccess();
        }
    }

    public void delLast() {
        last(Verb.DEL).run().isQuietSuccess();
    }

    private PassedPrevResult kept() {
        return runtime.keepsResults() ? result : new PassedPrevResult.None();
    }

    private List<Json> plugins() {
        return runtime.list().plugins();
    }

    private static Json json(PassedPrevResult previous) {
        return switch (previous) {
            case PassedPrevResult.None _ -> throw new AssertionError("no ADD has been called yet");
            case PassedPrevResult.Result(Json json) -> json;
        };
    }
}
