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

/** Ending the socket of an agent ends its listener. */
class AgentSocketTest {
    @TempDir
    Path folder;

    @Test
    // if the listener has not ended, accept waits in the kernel
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
