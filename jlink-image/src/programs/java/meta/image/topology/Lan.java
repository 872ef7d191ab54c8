package meta.image.topology;

/** An Ethernet segment: a switch in a namespace of its own. */
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
