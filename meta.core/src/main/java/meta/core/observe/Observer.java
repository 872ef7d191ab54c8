package meta.core.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Request;
import meta.spi.Attachment;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceDraft;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;

/**
 * Reads the state of host and pod.
 *
 * <p>The pod is dumped. The host is asked for its addresses, which is the only dump there, and then in two batches for what concerns
 * the pod: how it would reach an address, what it knows of it, and the devices that the answers name.
 *
 * @param kernel both namespaces, or the host's alone
 */
public record Observer(KernelPort kernel) {
    private static final String LOOPBACK = "lo";

    /**
     * {@return what is}
     *
     * @param attachment which NIC of which pod
     * @param assigned the NIC's addresses as far as they are known already; the NIC itself may lack them
     * @param destinations further addresses to look up on the host: the first one of each hijacked subnet
     */
    public Snapshot observe(Attachment attachment, List<IpAddress> assigned, List<IpAddress> destinations) {
        PodView pod = PodView.read(kernel);
        Set<IpAddress> own = new LinkedHashSet<>(assigned);
        Set<IpAddress> lookedUp = new LinkedHashSet<>();
        for (Address address : pod.addresses()) {
            if (address.isStable() && !address.device().equals(LOOPBACK)) {
                (address.device().equals(attachment.ifname()) ? own : lookedUp).add(address.address());
            }
        }
        lookedUp.addAll(destinations);
        lookedUp.addAll(AddressingResolver.ANYWHERE);
        lookedUp.removeAll(own);
        HostView host = HostView.read(kernel, pod.veths(), own, lookedUp);
        return new Snapshot(host.state(), pod.state(host.peers()), host.lookups());
    }

    /** {@return the snapshot with the answers to these questions too} */
    public Snapshot answer(Snapshot snapshot, List<Question> questions) {
        List<Request> links = new ArrayList<>();
        List<String> hostPaths = new ArrayList<>();
        List<String> podPaths = new ArrayList<>();
        NamespaceState host = snapshot.host();
        for (Question question : questions) {
            switch (question) {
                case Question.HostLink(String name) -> {
                    if (snapshot.host().link(name).isEmpty()) {
                        links.add(Request.get(LinkMessage.named(name)));
                    }
                }
                case Question.HostRules _ -> host = withRules(host);
                case Question.Sysctls(Netns netns, String path) ->
                    (netns == Netns.HOST ? hostPaths : podPaths).add(path);
            }
        }
        NamespaceState answered = withSysctls(withLinks(host, links), hostPaths);
        return new Snapshot(answered, withSysctls(snapshot.pod(), podPaths), snapshot.lookups());
    }

    private NamespaceState withLinks(NamespaceState state, List<Request> requests) {
        NamespaceDraft draft = state.draft();
        for (LinkMessage link : Answers.of(LinkMessage.class, kernel, Netns.HOST, requests)) {
            Link found = LinkMapping.read(link, Netns.HOST, "");
            if (draft.link(found.name()).isEmpty()) {
                draft.put(found);
            }
        }
        return draft.state();
    }

    private NamespaceState withRules(NamespaceState state) {
        NamespaceDraft draft = state.draft();
        for (RuleMessage message :
                Answers.toDump(RuleMessage.class, kernel, Netns.HOST, RuleMessage.any(Family.UNSPEC))) {
            RuleMapping.read(message, Netns.HOST).ifPresent(draft::put);
        }
        return draft.state();
    }

    private NamespaceState withSysctls(NamespaceState state, List<String> paths) {
        if (paths.isEmpty() || !kernel.has(state.netns())) {
            return state;
        }
        return state.with(kernel.readSysctls(state.netns(), paths));
    }
}
