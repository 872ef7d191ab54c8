package meta.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import meta.netlink.testbed.UnreadableFolder;
import org.junit.jupiter.api.Test;

class GlobPatternTest {
    @Test
    void aFolderThatCannotBeListedIsAnError() throws IOException {
        try (UnreadableFolder folder = UnreadableFolder.create()) {
            GlobPattern all = new GlobPattern(folder.path() + "/*");

            assertThatThrownBy(() -> all.files(NodeRoot.ofThisProcess())).isInstanceOf(SettingsException.class);
        }
    }
}
