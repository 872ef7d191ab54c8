package meta.image.topology;

/** A LAN: a bridge in a network namespace of its own, to which hosts and pods are connected. */
public record Lan(Namespace netns) {
    static Lan in(Namespace netns) {
        netns.ip("link add switch type bridge forward_delay 0 mcast_snooping 0");
        netns.ip("link set switch up");
        return new Lan(netns);
    }

    void plug(Namespace host, String nic) {
        String port = "to" + host.name().substring(host.name().indexOf('-')) + nic.charAt(nic.length() - 1);
        netns.ip("link add " + port + " type veth peer name " + nic + " netns " + host.name());
        netns.ip("link set " + port + " master switch up");
        host.ip("link set " + nic + " up");
    }
}
