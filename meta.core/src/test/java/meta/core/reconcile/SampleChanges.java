package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.socket.Reply;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;

/** Objects and changes for tests of {@link ChangeApplier}. */
final class SampleChanges {
    static final Reply.Rejected REFUSED = new Reply.Rejected(Errno.ENOMEM, "for the test", 0);

    static final Prefix POD = Prefix.parse("172.18.24.120/32");
    static final Route TO_POD = Route.to(POD, Netns.HOST, "eth0");
    static final Rule RULE = Rule.from(POD, Netns.HOST, RouteTable.of(500), 1000);
    static final Neighbor STALE = Neighbor.of(
            Netns.HOST,
            "eth0",
            POD.address(),
            MacAddress.parse("0a:00:00:00:00:0f"),
            NudState.STALE,
            0,
            RouteProtocol.UNSPEC);

    private SampleChanges() {}

    static Change creation(NetworkObject object) {
        return new Change.Create("step", "", object);
    }

    static Change deletion(NetworkObject object) {
        return new Change.Delete("step", "", object);
    }

    /**
     * {@return the changes that were applied}
     *
     * @throws AssertionError if the changes were rolled back
     */
    static List<Change> done(ApplyResult applied) {
        assertThat(applied).isInstanceOf(ApplyResult.Complete.class);
        return ((ApplyResult.Complete) applied).done();
    }
}
