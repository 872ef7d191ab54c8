package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class AgentSocketTest {
    @TempDir
    Path folder;

    @Test
    // accept waits in the kernel if the listener has not ended
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void theListenerEndsEvenIfTheFileOfTheSocketCannotBeRemoved() throws IOException {
        Path path = folder.resolve("agent.sock");
        try (AgentSocket socket = AgentSocket.open(path, OptionalInt.empty())) {
            Files.delete(path);
            Files.writeString(path, "a file");

            assertThatIOException().isThrownBy(socket::end).withMessageContaining("is not a socket");

            assertThatIOException().isThrownBy(() -> socket.listener().accept());
        }
    }
}
