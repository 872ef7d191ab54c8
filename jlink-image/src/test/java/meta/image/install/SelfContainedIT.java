package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Image;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged image contains its own C library. It runs with a root folder that has neither a shell nor a C library, and as a container image. */
@Tag("install")
class SelfContainedIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makePackages() {
        Packages.make(Image.home(), folder, "022");
    }

    /** The root folder contains only the image, {@code /proc} and {@code /dev/null}. */
    @Test
    void anEmptyRootIsEnoughForVersionAddAndDel() {
        String result = Packages.shell(
                Map.of("DIR", folder.toString(), "NAME", Packages.NAME),
                "exec unshare --mount --net --propagation private sh -euc '" + IN_EMPTY_ROOT + "'");

        assertThat(result.lines().toList())
                .satisfiesExactly(
                        version -> assertThat(version).contains("supportedVersions"),
                        added -> assertThat(added).contains("\"name\":\"veth0\""),
                        there -> assertThat(there).isEqualTo("1 veth0 after ADD"),
                        gone -> assertThat(gone).isEqualTo("0 veth0 after DEL"));
    }

    @Test
    void theContainerRunsWithAReadOnlyRootWithoutNetworkAndCapabilities() {
        String result = Packages.shell(
                Map.of("DIST", folder.resolve("dist").toString(), "NAME", Packages.NAME, "VERSION", Packages.VERSION),
                """
                image=$(podman load --quiet --input $DIST/$NAME.oci.tar | sed 's/.*: //')
                run='podman --runtime runc --cgroup-manager cgroupfs run --rm --read-only --network none --cap-drop all'
                run="$run --ulimit nofile=1024:1024 --ulimit nproc=1024:1024"
                $run $image version
                $run --entrypoint '["/bin/sh"]' $image 2>&1 && echo 'it has a shell' || echo 'no shell'
                podman image rm $image >/dev/null
                """);

        assertThat(result.lines().toList().getFirst()).contains(Packages.VERSION);
        assertThat(result.lines().toList().getLast()).isEqualTo("no shell");
    }

    private static final String IN_EMPTY_ROOT = """
            root=$DIR/root
            home=/meta-plugins
            mkdir -p $root/proc $root/dev $root$home
            tar xzf $DIR/dist/$NAME.tar.gz -C $root$home --strip-components 2 $NAME/image
            mount -t proc proc $root/proc
            touch $root/dev/null
            mount --bind /dev/null $root/dev/null
            test "$(ls $root)" = "$(printf "dev\\nmeta-plugins\\nproc")"

            unshare --net sleep 300 &
            pod=$!
            trap "kill $pod" EXIT
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

            veth() {
              LC_ALL=C.UTF-8 CNI_CONTAINERID=c1 CNI_IFNAME=eth0 CNI_PATH=/opt/cni/bin CNI_NETNS=$netns CNI_COMMAND=$1 \\
                chroot $root $home/bin/veth
            }
            ips="[{\\"address\\": \\"172.18.0.120/16\\", \\"interface\\": 0, \\"gateway\\": \\"172.18.0.1\\"}]"
            previous="{\\"cniVersion\\": \\"1.0.0\\", \\"interfaces\\": [{\\"name\\": \\"eth0\\", \\"sandbox\\": \\"$netns\\"}], \\"ips\\": $ips}"
            options="\\"service_hijack_subnet\\": [\\"10.96.0.0/12\\"], \\"overlay_hijack_subnet\\": [\\"10.244.0.0/16\\"]"
            conf="{\\"cniVersion\\": \\"1.0.0\\", \\"name\\": \\"n\\", \\"type\\": \\"veth\\", $options, \\"prevResult\\": $previous}"
            veth VERSION </dev/null
            echo "$conf" | veth ADD | tr -d "\\n "
            echo
            echo "$($in_pod ip -br link | grep -c ^veth0) veth0 after ADD"
            echo "$conf" | veth DEL
            echo "$($in_pod ip -br link | grep -c ^veth0 || :) veth0 after DEL"
            """;
}
