package meta.image.cni;

import java.util.List;
import meta.image.topology.Pod;

/**
 * A NIC of a pod, which the plugins of a list create, check and delete. The plugin under test is the last one of the list; tests can also
 * call only the last one. Each call that this class makes must succeed.
 */
public final class Attachment {
    private final CniRuntime runtime;
    private final Pod pod;
    private final String ifname;
    private Previous main = new Previous.None();
    private Previous result = new Previous.None();

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

    /** Runs ADD of the whole list and returns the result of the last plugin. */
    public Json add() {
        addMain();
        return addLast();
    }

    /** Runs ADD of all plugins but the last, so that the pod is in the state that the plugin under test expects. */
    public void addMain() {
        Previous soFar = new Previous.None();
        for (Json plugin : plugins().subList(0, plugins().size() - 1)) {
            CniCall call = runtime.call(Verb.ADD, plugin, this, soFar);
            soFar = new Previous.Result(call.run().result());
        }
        main = soFar;
    }

    /** Runs ADD of the last plugin, stores its result for the calls that follow, and returns it. */
    public Json addLast() {
        Json json = last(Verb.ADD).run().result();
        result = new Previous.Result(json);
        return json;
    }

    /** Stores the result of an ADD that ran elsewhere, for the calls that follow. */
    public void remember(Json json) {
        result = new Previous.Result(json);
    }

    /** {@return the stored result of the last plugin's ADD} */
    public Json result() {
        return json(result);
    }

    /** {@return the result of the plugins before the last one} */
    public Json mainResult() {
        return json(main);
    }

    /**
     * {@return the addresses in the result of the plugins before the last one, or of the only plugin; without prefix lengths, in the order
     * of the result}
     */
    public List<String> addresses() {
        boolean alone = plugins().size() == 1;
        return (alone ? result() : mainResult())
                .get("ips").items().stream()
                        .map(ip -> ip.get("address").text())
                        .map(address -> address.substring(0, address.indexOf('/')))
                        .toList();
    }

    /** {@return a call of the last plugin, which has not run yet, with everything that a runtime passes to the plugin} */
    public CniCall last(Verb verb) {
        return runtime.call(verb, plugins().getLast(), this, verb == Verb.ADD ? main : kept());
    }

    /** Runs CHECK of the whole list, which must succeed. */
    public void check() {
        for (Json plugin : plugins()) {
            runtime.call(Verb.CHECK, plugin, this, kept()).run().isQuietSuccess();
        }
    }

    /** Runs CHECK of the last plugin, which must succeed. */
    public void checkLast() {
        last(Verb.CHECK).run().isQuietSuccess();
    }

    /** Runs DEL of the whole list in reverse order. */
    public void del() {
        for (Json plugin : plugins().reversed()) {
            runtime.call(Verb.DEL, plugin, this, kept()).run().isQuietSuccess();
        }
    }

    /** Runs DEL of the last plugin. */
    public void delLast() {
        last(Verb.DEL).run().isQuietSuccess();
    }

    private Previous kept() {
        return runtime.keepsResults() ? result : new Previous.None();
    }

    private List<Json> plugins() {
        return runtime.list().plugins();
    }

    private static Json json(Previous previous) {
        return switch (previous) {
            case Previous.None _ -> throw new AssertionError("no ADD yet");
            case Previous.Result(Json json) -> json;
        };
    }
}
