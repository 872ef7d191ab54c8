package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkFileTest {
    @ParameterizedTest
    @CsvSource({
        "/etc/cni/net.d/10-lan.conf, /etc/cni/net.d/10-lan.conflist",
        "/etc/cni/net.d/10-lan.json, /etc/cni/net.d/10-lan.conflist",
        "/etc/cni/net.d/lan, /etc/cni/net.d/lan.conflist",
        "/etc/cni/lan, /etc/cni/lan.conflist",
        "/etc/cni/net.d/10.lan, /etc/cni/net.d/10.lan.conflist"
    })
    void aFileIsConvertedToAListBesideIt(String single, String list) {
        assertThat(new NetworkFile(NodeRoot.ofThisProcess(), single).converted().path())
                .isEqualTo(list);
    }

    @Test
    void aFolderThatCannotBeListedIsAnError() throws IOException {
        try (UnreadableFolder folder = UnreadableFolder.create()) {
            assertThatIOException()
                    .isThrownBy(() -> NetworkFile.in(
                            NodeRoot.ofThisProcess(), folder.path().toString()));
        }
    }
}
