package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.MessagesInReplies;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.RouteLookup;
import meta.spi.net.NamespaceState;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;

/**
 * The part of the host's state that concerns one pod.
 *
 * @param state the node's addresses; the routes that lookups find to exactly the queried addresses of the pod; neighbours with these
 *     addresses, on the output devices of the lookups and on the pod's host ends; these host ends, with our neighbours and single-hop
 *     routes on them; and most devices of these objects
 * @param lookups the results of the host's route lookups. If an IPv4 address is queried, lookups of {@link RouteLookup#ALL_HOSTS} contain
 *     the source address that the host picks on {@code lo} and on those host ends where the lookup succeeds
 * @param peers the name of each host end, by the index of its peer in the pod
 */
record HostView(NamespaceState state, List<RouteLookup> lookups, Map<Integer, String> peers) {

    /**
     * Reads the view.
     *
     * @param podVeths the devices of the pod whose peer is on the host
     * @param own the addresses of the pod whose routes and neighbours are queried ({@link AddressesToQuery})
     * @param lookedUp further addresses, for which only a route lookup is done
     * @throws meta.core.cni.CallFailedException if our routes or neighbours on a host end use up the {@link ObjectLimit}
     */
    static HostView read(
            KernelPort kernel,
            List<AddressMessage> nodeAddresses,
            List<PodLinks.Towards> podVeths,
            Set<IpAddress> own,
            Collection<IpAddress> lookedUp) {
        Reader reader = new Reader(kernel, nodeAddresses);
        reader.nameDevicesOfAddresses();
        reader.readRoutes(podVeths, own, lookedUp);
        reader.readDevicesAndNeighbors(own);
        reader.readOwned();
        return reader.view();
    }

    private static final class Reader {
        private final KernelPort kernel;
        private final Devices devices = new Devices();
        private final Map<Integer, LinkMessage> links = new LinkedHashMap<>();
        private final Map<Integer, String> podNames = new HashMap<>();
        private final Map<Integer, String> peers = new HashMap<>();
        private final Map<IpAddress, Reply> routeReplies = new LinkedHashMap<>();
        private final List<Reply> pickedSources = new ArrayList<>();
        private final List<RouteMessage> entries = new ArrayList<>();
        private final List<AddressMessage> addresses;
        private List<NeighborMessage> neighbors = List.of();
        private List<Route> ownedRoutes = List.of();
        private List<Neighbor> ownedNeighbors = List.of();

        Reader(KernelPort kernel, List<AddressMessage> addresses) {
            this.kernel = kernel;
            this.addresses = addresses;
        }

        /**
         * Learns the names of container networks' devices from the labels of IPv4 addresses, which normally begin with the name of the
         * device. This saves requests.
         */
        void nameDevicesOfAddresses() {
            for (AddressMessage address : addresses) {
                String label = address.label();
                if (label != null) {
                    int colon = label.indexOf(':');
                    String name = colon < 0 ? label : label.substring(0, colon);
                    if (ContainerNetworkDeviceNames.hasNameOf(name) && !devices.knows(name)) {
                        devices.add(address.ifindex(), name);
                    }
                }
            }
        }

        void readRoutes(List<PodLinks.Towards> podVeths, Set<IpAddress> own, Collection<IpAddress> lookedUp) {
            List<Request> requests = new ArrayList<>();
            for (PodLinks.Towards veth : podVeths) {
                requests.add(Request.get(LinkMessage.indexed(veth.peerIndex())));
            }
            Set<IpAddress> destinations = new LinkedHashSet<>(own);
            destinations.addAll(lookedUp);
            for (IpAddress destination : destinations) {
                requests.add(Request.get(RouteMessage.lookup(destination)));
            }
            for (IpAddress address : own) {
                RouteMessage lookup = RouteMessage.lookup(address);
                requests.add(Request.get(lookup.withFlags(lookup.flags() | RouteMessage.FIB_MATCH)));
            }
            boolean ipv4 = own.stream().anyMatch(IpAddress::isIpv4);
            if (ipv4) {
                requests.add(pickedSource(RouteLookupMapping.LOOPBACK)); // for devices without an address
            }
            List<Reply> replies = requests.isEmpty() ? List.of() : kernel.send(Netns.HOST, requests);
            int next = 0;
            for (PodLinks.Towards veth : podVeths) {
                hostEnd(veth, replies.get(next++));
            }
            for (IpAddress destination : destinations) {
                routeReplies.put(destination, replies.get(next++));
            }
            for (int i = 0; i < own.size(); i++) {
                entries.addAll(MessagesInReplies.of(RouteMessage.class, replies.get(next++)));
            }
            if (ipv4) {
                pickedSources.add(replies.get(next));
            }
        }

        /** {@return the request for the source address that the host picks on a device} */
        private static Request pickedSource(int ifindex) {
            return Request.get(RouteMessage.lookup(RouteLookup.ALL_HOSTS).withOutputIndex(ifindex));
        }

        private void hostEnd(PodLinks.Towards podVeth, Reply reply) {
            for (LinkMessage found : MessagesInReplies.of(LinkMessage.class, reply)) {
                String name = found.name();
                if (name != null && Integer.valueOf(podVeth.ifindex()).equals(found.peerIndex())) {
                    add(found);
                    podNames.put(found.ifindex(), podVeth.name());
                    peers.put(podVeth.ifindex(), name);
                }
            }
        }

        /** Sends the second batch of requests, which depends on the replies to the first. */
        void readDevicesAndNeighbors(Set<IpAddress> own) {
            Set<Integer> outputs = new LinkedHashSet<>();
            List<Request> requests = new ArrayList<>();
            for (Map.Entry<IpAddress, Reply> lookup : routeReplies.entrySet()) {
                for (RouteMessage route : MessagesInReplies.of(RouteMessage.class, lookup.getValue())) {
                    Integer output = route.outputIndex();
                    if (output != null) {
                        outputs.add(output);
                        if (own.contains(lookup.getKey()) && !podNames.containsKey(output)) {
                            requests.add(Request.get(NeighborMessage.at(lookup.getKey(), output)));
                        }
                    }
                }
            }
            for (RouteMessage entry : entries) {
                addOutputs(entry, outputs);
            }
            for (Integer hostEnd : podNames.keySet()) {
                for (IpAddress address : own) {
                    requests.add(Request.get(NeighborMessage.at(address, hostEnd)));
                }
            }
            for (Integer index : unknownDevices(outputs)) {
                requests.add(Request.get(LinkMessage.indexed(index)));
            }
            int others = requests.size();
            if (!pickedSources.isEmpty()) {
                podNames.keySet().forEach(hostEnd -> requests.add(pickedSource(hostEnd)));
            }
            List<Reply> replies = requests.isEmpty() ? List.of() : kernel.send(Netns.HOST, requests);
            List<NeighborMessage> found = new ArrayList<>();
            for (Reply reply : replies) {
                MessagesInReplies.of(LinkMessage.class, reply).forEach(this::add);
                found.addAll(MessagesInReplies.of(NeighborMessage.class, reply));
            }
            neighbors = found;
            pickedSources.addAll(replies.subList(others, replies.size()));
        }

        /** A route lookup does not find our routes in tables that no rule refers to. */
        void readOwned() {
            OwnedHostObjectReader owned = new OwnedHostObjectReader(kernel, devices);
            ownedRoutes = owned.routes(podNames.keySet());
            ownedNeighbors = owned.neighbors(podNames.keySet());
        }

        private static void addOutputs(RouteMessage route, Set<Integer> outputs) {
            Integer output = route.outputIndex();
            if (output != null) {
                outputs.add(output);
            }
            for (NextHop hop : route.nextHops()) {
                outputs.add(hop.ifindex());
            }
        }

        private Set<Integer> unknownDevices(Set<Integer> outputs) {
            Set<Integer> unknown = new LinkedHashSet<>(outputs);
            unknown.removeAll(links.keySet());
            for (AddressMessage address : addresses) {
                if (devices.name(address.ifindex()).isEmpty()) {
                    unknown.add(address.ifindex());
                }
            }
            return unknown;
        }

        private void add(LinkMessage link) {
            links.put(link.ifindex(), link);
            devices.add(link);
        }

        HostView view() {
            List<NetworkObject> objects = new ArrayList<>();
            RelatedDevices.addTo(devices, links.values(), kernel);
            for (LinkMessage link : links.values()) {
                objects.add(LinkMapping.read(link, Netns.HOST, podNames.getOrDefault(link.ifindex(), ""), devices));
            }
            AddressMapping addressMapping = new AddressMapping(Netns.HOST, devices);
            for (AddressMessage address : addresses) {
                addressMapping.read(address).ifPresent(objects::add);
            }
            objects.addAll(routes());
            objects.addAll(ownedNeighbors);
            NeighborMapping neighborMapping = new NeighborMapping(Netns.HOST, devices);
            for (NeighborMessage neighbor : neighbors) {
                neighborMapping.read(neighbor).ifPresent(objects::add);
            }
            RouteLookupMapping lookups = new RouteLookupMapping(links);
            return new HostView(
                    NamespaceState.of(Netns.HOST, objects), lookups.read(routeReplies, pickedSources), peers);
        }

        private Collection<Route> routes() {
            RouteMapping mapping = new RouteMapping(Netns.HOST, devices);
            Map<Route.Key, Route> routes = new LinkedHashMap<>();
            for (RouteMessage entry : entries) {
                mapping.read(entry).filter(Reader::isForOneAddress).ifPresent(route -> routes.put(route.key(), route));
            }
            for (Route route : ownedRoutes) {
                Route ranked = route;
                Route known = routes.get(ranked.key());
                while (known != null && !known.hops().equals(route.hops())) {
                    ranked = ranked.withRank(ranked.key().rank() + 1);
                    known = routes.get(ranked.key());
                }
                routes.putIfAbsent(ranked.key(), ranked);
            }
            return routes.values();
        }

        private static boolean isForOneAddress(Route route) {
            return route.destination().isSingle() && !route.table().equals(RouteTable.LOCAL);
        }
    }
}
