package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Image;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs, upgrades, rolls back and uninstalls the plugins while a pod with a NIC of {@code veth} exists. */
@Tag("kernel")
class InstallationIT {
    @TempDir
    Path folder;

    @Test
    void aPodSurvivesUpgradeRollbackAndUninstall() {
        String said = Packages.shell(
                Map.of(
                        "DIR", folder.toString(),
                        "IMAGE", Image.home().toString(),
                        "MANIFEST",
                                Path.of("src/main/build/manifest")
                                        .toAbsolutePath()
                                        .toString()),
                "exec unshare --mount --net --propagation private sh -euc '" + LIFE + "'");

        assertThat(said.lines().filter(line -> line.startsWith("> ")).toList())
                .containsExactly(
                        "> install: intact",
                        "> install: the JVM uses its cache",
                        "> ADD: veth0 is there",
                        "> upgrade: CHECK is clean",
                        "> rollback: CHECK is clean",
                        "> damage: found and repaired",
                        "> uninstall: DEL succeeds, ADD is rejected",
                        "> finish with a pod: no",
                        "> finish: nothing is left");
    }

    /**
     * The script of the test. The script runs in network and mount namespaces of its own, and hides the CNI configurations and systemd
     * units of this machine.
     */
    private static final String LIFE = """
            for hidden in /etc/cni /etc/systemd/system; do
              [ ! -d $hidden ] || mount -t tmpfs none $hidden
            done
            unshare --net sleep 600 &
            pod=$!
            trap "kill $pod 2>/dev/null || :" EXIT
            while [ "$(readlink /proc/$pod/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
            netns=/proc/$pod/ns/net
            in_pod="nsenter --net=$netns"
            ip link set lo up
            ip link add eth0 type veth peer name eth0 netns $pod
            ip address add 172.18.0.2/16 dev eth0
            ip link set eth0 up
            $in_pod ip address add 172.18.0.120/16 dev eth0
            $in_pod ip link set eth0 up
            $in_pod ip route add default via 172.18.0.1

            prefix=$DIR/prefix
            mkdir $DIR/cni
            cp -a $IMAGE $DIR/second
            echo second >$DIR/second/lib/meta/build
            sh $MANIFEST $DIR/second
            ips="[{\\"address\\": \\"172.18.0.120/16\\", \\"interface\\": 0, \\"gateway\\": \\"172.18.0.1\\"}]"
            previous="{\\"cniVersion\\": \\"1.0.0\\", \\"interfaces\\": [{\\"name\\": \\"eth0\\", \\"sandbox\\": \\"$netns\\"}], \\"ips\\": $ips}"
            options="\\"service_hijack_subnet\\": [\\"10.96.0.0/12\\"], \\"overlay_hijack_subnet\\": [\\"10.244.0.0/16\\"]"
            options="$options, \\"log_options\\": {\\"log_level\\": \\"off\\"}"
            conf="{\\"cniVersion\\": \\"1.0.0\\", \\"name\\": \\"n\\", \\"type\\": \\"veth\\", $options, \\"prevResult\\": $previous}"
            call() {
              echo "$conf" | META_PLUGINS_AGENT= CNI_CONTAINERID=c1 CNI_IFNAME=eth0 CNI_PATH=$DIR/cni CNI_NETNS=$netns CNI_COMMAND=$1 $DIR/cni/veth
            }
            install() { $1/bin/metactl install --prefix $prefix --cni-bin-dir $DIR/cni --without-agent; }
            metactl() { $prefix/current/bin/metactl "$@" --prefix $prefix; }

            install $IMAGE
            metactl install --status && echo "> install: intact"
            home=$prefix/current
            $home/bin/java @$home/lib/meta/jvm.options -XX:AOTCache=$home/lib/meta/calls.aot -XX:AOTMode=on \\
              -Djffi.boot.library.path=$home/lib -m meta.launcher/meta.launcher.Main metactl version && echo "> install: the JVM uses its cache"
            call ADD
            $in_pod ip link show veth0 >/dev/null && echo "> ADD: veth0 is there"
            install $DIR/second
            test "$(head -n 1 $prefix/current/lib/meta/build)" = second
            call CHECK && echo "> upgrade: CHECK is clean"
            metactl rollback
            test "$(head -n 1 $prefix/current/lib/meta/build)" != second
            call CHECK && echo "> rollback: CHECK is clean"
            echo x >>$prefix/current/lib/meta/status
            rm $DIR/cni/router
            ! metactl install --status
            install $IMAGE
            metactl install --status && echo "> damage: found and repaired"
            metactl uninstall
            call DEL
            ! call ADD && echo "> uninstall: DEL succeeds, ADD is rejected"
            metactl uninstall --finish || echo "> finish with a pod: no"
            kill $pod
            while ip link show type veth | grep -q .; do sleep 0.05; done
            metactl uninstall --finish
            test -z "$(ls $DIR/cni)" && test ! -e $prefix && echo "> finish: nothing is left"
            """;
}
