package meta.launcher.call;

import java.util.Optional;
import meta.core.call.Add;
import meta.core.call.CallClock;
import meta.core.call.CallContext;
import meta.core.call.CallNamespaces;
import meta.core.call.Check;
import meta.core.call.Del;
import meta.core.call.PodSession;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.JsonObject;
import meta.core.config.NetworkConfig;
import meta.core.plugin.Pipeline;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries out a call for a NIC of a pod.
 *
 * @param plugin the plugin that is called
 * @param namespaces how it comes by the host's and the pod's namespace
 */
public record PodCall(Plugin plugin, CallNamespaces namespaces) {
    private static final Logger LOG = LogManager.getLogger(PodCall.class);

    /**
     * {@return the answer, which only an ADD has}
     *
     * @throws CallFailedException where it cannot be carried out
     */
    public Optional<JsonObject> carryOut(CniRequest.ForPod request) {
        return switch (request) {
            case CniRequest.Add add -> Optional.of(add(add));
            case CniRequest.Check check -> {
                check(check);
                yield Optional.empty();
            }
            case CniRequest.Del del -> {
                del(del);
                yield Optional.empty();
            }
        };
    }

    /** {@return what the call is to bring about} */
    public CallContext task(CniRequest.ForPod request) {
        Pipeline pipeline = plugin.pipeline();
        CallClock.end("discovery");
        NetworkConfig config = plugin.configured(request.config(), pipeline);
        CallClock.end("options");
        return new CallContext(request.attachment(), request.config().previous(), pipeline, config);
    }

    private JsonObject add(CniRequest.Add request) {
        CallContext task = task(request);
        if (task.config().skipCall()) {
            LOG.info("ADD {} skipped: skip_call is true", request.attachment().ifname());
            return task.previous().in(request.version()).json();
        }
        try (PodSession pod = PodSession.open(request.attachment(), namespaces)) {
            return Add.run(task, pod.kernel()).in(request.version()).json();
        }
    }

    private void check(CniRequest.Check request) {
        CallContext task = task(request);
        if (task.config().skipCall()) {
            LOG.info("CHECK {} skipped: skip_call is true", request.attachment().ifname());
            return;
        }
        try (PodSession pod = PodSession.open(request.attachment(), namespaces)) {
            Check.run(task, pod.kernel());
        }
    }

    private void del(CniRequest.Del request) {
        request.config().problems().forEach(problem -> LOG.warn("not needed for a DEL: {}", problem));
        try (PodSession pod = PodSession.openWhatIsLeft(request.attachment(), namespaces)) {
            Del.run(request.attachment(), request.config().previous(), plugin.remains(), pod.kernel());
        }
    }
}
