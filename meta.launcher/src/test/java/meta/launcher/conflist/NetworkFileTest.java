package meta.launcher.conflist;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;

class NetworkFileTest {
    @Test
    void aFolderThatCannotBeListedIsAnError() throws IOException {
        try (UnreadableFolder folder = UnreadableFolder.create()) {
            assertThatIOException()
                    .isThrownBy(() -> NetworkFile.in(
                            NodeRoot.ofThisProcess(), folder.path().toString()));
        }
    }
}
