package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Question;
import meta.spi.TableLookup;
import meta.spi.net.Link;
import meta.spi.net.NamespaceDraft;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.Ownership;
import meta.spi.routing.HijackMtu;

/**
 * Answers the questions of steps about the host, except questions about sysctls. The methods without a result collect questions.
 * {@link #state} sends them to the kernel.
 */
final class HostQuestions {
    private final KernelPort kernel;
    private final List<String> links = new ArrayList<>();
    private final List<Question.HostTableOf> tableQuestions = new ArrayList<>();
    private final List<String> routed = new ArrayList<>();
    private final Set<IpAddress> neighborAddresses = new HashSet<>();
    private final Devices devices = new Devices();
    private final List<TableLookup> tables;
    private boolean rules;
    private boolean tunnels;
    private final NamespaceDraft state;

    HostQuestions(KernelPort kernel, NamespaceState state, List<TableLookup> tables) {
        this.kernel = kernel;
        this.state = state.draft();
        this.tables = new ArrayList<>(tables);
    }

    void link(String name) {
        if (state.link(name).isEmpty()) {
            links.add(name);
        }
    }

    /** Asks for a device, and for the routes through it outside table local. */
    void routes(String device) {
        routed.add(device);
    }

    void rules() {
        rules = true;
    }

    /** Asks for the devices of the kinds in {@link HijackMtu#TUNNELS} for which {@link KernelPort#hasLinkKind} is true. */
    void tunnels() {
        tunnels = true;
    }

    /** Asks in which table the kernel finds the route. Without a route, there is no answer. */
    void table(Question.HostTableOf question) {
        tableQuestions.add(question);
    }

    /** Asks for the neighbours with our protocol number and one of these addresses, on any device. */
    void neighbors(List<IpAddress> addresses) {
        neighborAddresses.addAll(addresses);
    }

    /**
     * {@return the known state and the objects that answer the questions} Must be called only once.
     *
     * @throws meta.core.cni.CallFailedException if a dump uses up the {@link ObjectLimit}
     */
    NamespaceState state() {
        answerSingle();
        if (tunnels) {
            for (String kind : HijackMtu.TUNNELS) {
                dumpLinks(kind);
            }
        }
        if (rules) {
            dumpRules();
        }
        routed.forEach(this::dumpRoutes);
        if (!neighborAddresses.isEmpty()) {
            dumpNeighbors();
        }
        return state.state();
    }

    /** {@return the known table lookups; after {@link #state}, also the answers to {@link #table}} */
    List<TableLookup> tables() {
        return tables;
    }

    private void answerSingle() {
        List<Request> requests = new ArrayList<>();
        List<String> named = new ArrayList<>(links);
        named.addAll(routed); // the dumps of routes need the indexes of these devices
        named.forEach(name -> requests.add(Request.get(LinkMessage.named(name))));
        for (Question.HostTableOf question : tableQuestions) {
            RouteMessage lookup = RouteMessage.lookup(question.destination()).withSource(question.source());
            requests.add(Request.get(lookup.withFlags(lookup.flags() | RouteMessage.FIB_MATCH)));
        }
        if (requests.isEmpty()) {
            return;
        }
        List<Reply> replies = kernel.send(Netns.HOST, requests);
        addLinks(answers(LinkMessage.class, replies.subList(0, named.size())));
        int next = named.size();
        for (Question.HostTableOf question : tableQuestions) {
            for (RouteMessage route : MessagesInReplies.of(RouteMessage.class, replies.get(next++))) {
                tables.add(TableLookup.of(question.destination(), question.source(), route.table()));
            }
        }
    }

    private static <M extends NetlinkMessage> List<M> answers(Class<M> kind, List<Reply> replies) {
        List<M> answers = new ArrayList<>();
        replies.forEach(reply -> answers.addAll(MessagesInReplies.of(kind, reply)));
        return answers;
    }

    private void dumpLinks(String kind) {
        if (!kernel.hasLinkKind(kind)) {
            return; // the kernel would ignore the kind and list all devices
        }
        LinkMessage ofKind = LinkMessage.any().withInfo(LinkInfo.of(kind));
        List<LinkMessage> tunnelsOfKind = new BoundedDump<>(
                        "devices of the node of kind " + kind, LinkMessage.class, ofKind, Optional::of)
                .from(kernel, Netns.HOST);
        addLinks(tunnelsOfKind);
    }

    private void addLinks(Collection<LinkMessage> messages) {
        for (Link found : RelatedDevices.read(messages, devices, kernel)) {
            if (state.link(found.name()).isEmpty()) {
                state.put(found);
            }
        }
    }

    private void dumpRules() {
        new BoundedDump<>(
                        "rules of the node",
                        RuleMessage.class,
                        RuleMessage.any(Family.UNSPEC),
                        message -> RuleMapping.read(message, Netns.HOST))
                .from(kernel, Netns.HOST)
                .forEach(state::put);
    }

    private void dumpRoutes(String device) {
        if (!devices.knows(device)) {
            return; // a missing device has no routes
        }
        RouteMapping mapping = new RouteMapping(Netns.HOST, devices);
        RouteMessage through = RouteMessage.any(Family.UNSPEC).withOutputIndex(devices.index(device));
        new BoundedDump<>(
                        "routes of the node on " + device,
                        RouteMessage.class,
                        through,
                        message -> message.table().equals(RouteTable.LOCAL) ? Optional.empty() : mapping.read(message))
                .from(kernel, Netns.HOST)
                .forEach(state::put);
    }

    private void dumpNeighbors() {
        List<NeighborMessage> ours = new ArrayList<>();
        Set<Integer> indexes = new LinkedHashSet<>();
        for (NeighborMessage message : new BoundedDump<>(
                        "neighbours of the node",
                        NeighborMessage.class,
                        NeighborMessage.on(Family.UNSPEC, 0),
                        each -> Optional.of(each)
                                .filter(neighbor -> Ownership.PROTOCOL.equals(neighbor.protocol())
                                        && neighborAddresses.contains(neighbor.destination())))
                .from(kernel, Netns.HOST)) {
            ours.add(message);
            indexes.add(message.ifindex());
        }
        List<Request> requests = new ArrayList<>();
        indexes.forEach(index -> requests.add(Request.get(LinkMessage.indexed(index))));
        addLinks(MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, requests));
        NeighborMapping mapping = new NeighborMapping(Netns.HOST, devices);
        ours.forEach(message -> mapping.read(message).ifPresent(state::put));
    }
}
