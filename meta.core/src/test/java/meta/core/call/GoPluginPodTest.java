package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.reconcile.Change;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pod of a Go plugin is recognised by the names of its veth pair or by the tables of its rules. It must not have an object with our
 * protocol number.
 */
class GoPluginPodTest {
    private static final Given OF_VETH = given("""
            host link veth0123456789a kind veth peer veth0 netns pod
            pod  link veth0 kind veth
            pod  link eth0
            """);

    private static final Given OF_ROUTER = given("""
            pod link eth0
            pod link net1
            pod rule to 10.96.0.0/12 lookup 100 priority 32764
            pod rule from 10.244.0.5 lookup 100 priority 32765
            """);

    private static final Route TO_POD = Route.to(Prefix.parse("172.18.24.120/32"), Netns.HOST, "veth0123456789a");

    private static GoPluginPod of(Given pod) {
        return new GoPluginPod(pod.attachment(), pod.snapshot(), List.of("veth0123456789a"));
    }

    private static boolean misses(Given pod, Route route) {
        return of(pod).misses(new Change.Create("setupRoutes", "", route));
    }

    @Test
    void aPairWithoutAMarkIsAPairOfTheGoPlugin() {
        assertThat(of(OF_VETH).hasConnected()).isTrue();
        assertThat(of(OF_VETH).pair()).isPresent();
    }

    @Test
    void aPairWithAMarkIsOurs() {
        Given ours = OF_VETH.and(
                "host link veth0123456789a kind veth alias 'meta-plugins network=lan container=0123456789abcdef ifname=eth0'");
        assertThat(of(ours).pair()).isEmpty();
        assertThat(of(ours).hasConnected()).isFalse();
    }

    /** Each host end differs in one property from the one that a Go plugin creates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "host link foo0 kind veth peer veth0 netns pod",
                "host link veth0123456789 kind veth peer veth0 netns pod",
                "host link veth0123456789ab kind veth peer veth0 netns pod",
                "host link veth123456789ab kind veth peer veth0 netns pod",
                "host link veth0123456789a kind veth peer veth1 netns pod",
                "host link veth0123456789a kind veth peer veth0 netns pod alias mine",
                "host link veth0123456789a kind veth",
                "host link veth0123456789a kind bridge",
            })
    void aPairThatDiffersIsNotAPairOfTheGoPlugin(String link) {
        Given resembling = given(link + "\npod link eth0");
        String name = List.of(link.split(" ", -1)).get(2);
        GoPluginPod goPlugin =
                new GoPluginPod(resembling.attachment(), resembling.snapshot(), List.of("veth0123456789a", name));
        assertThat(goPlugin.pair()).isEmpty();
        assertThat(goPlugin.hasConnected()).isFalse();
    }

    @Test
    void aTypeThatCreatesNoLinksHasNoPair() {
        assertThat(new GoPluginPod(OF_VETH.attachment(), OF_VETH.snapshot(), List.of()).pair())
                .isEmpty();
    }

    @Test
    void thePairBelongsToTheFirstNic() {
        Given later = OF_VETH.and("pod link net1").attachment("lan", "0123456789abcdef", "net1");
        assertThat(of(later).pair()).isEmpty();
    }

    @Test
    void aPodOfTheGoPluginRouterIsKnownByItsTables() {
        assertThat(of(OF_ROUTER).hasConnected()).isTrue();
        assertThat(of(OF_ROUTER.and("pod neigh 172.18.0.2 dev eth0 protocol 109"))
                        .hasConnected())
                .as("with a neighbour of ours")
                .isFalse();
        assertThat(of(given("pod link eth0\npod rule from 10.244.0.5 lookup 300 priority 5"))
                        .hasConnected())
                .as("with a rule in another table")
                .isFalse();
        assertThat(of(given("pod link eth0\npod rule from 172.18.24.120 lookup 100 priority 32765"))
                        .hasConnected())
                .as("with a rule of the plugin sbr")
                .isFalse();
    }

    @Test
    void aPodOfTheGoPluginRouterMissesNothing() {
        assertThat(misses(OF_ROUTER, TO_POD)).isFalse();
    }

    @Test
    void aPodOfTheGoPluginVethMissesOnlyRoutesToThePodAndTheCluster() {
        Route toNode = Route.to(Prefix.parse("172.18.0.2/32"), Netns.POD, "veth0");
        Route toCluster =
                Route.to(Prefix.parse("10.96.0.0/12"), Netns.POD, "veth0").via(IpAddress.parse("172.18.0.2"));
        assertThat(misses(OF_VETH, TO_POD)).isTrue();
        assertThat(misses(OF_VETH, toCluster)).isTrue();
        assertThat(misses(OF_VETH, toNode)).isFalse();
        assertThat(of(OF_VETH).misses(new Change.Replace("setupRoutes", "", TO_POD, TO_POD.withMtu(1400))))
                .isFalse();
    }
}
