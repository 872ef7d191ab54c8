package meta.image.packaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The error about a file that cannot be used names the file. */
class UnusableInputTest {
    @TempDir
    Path folder;

    @Test
    void anElfFileWithAnOffsetAbove2GiB() throws IOException {
        ByteBuffer elf = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
        elf.putLong(32, 1L << 40);
        Path file = Files.write(folder.resolve("program"), elf.array());

        assertThatThrownBy(() -> ElfFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": its ELF headers contain an offset");
    }

    @Test
    void aKeyThatIsNotBase64() throws IOException {
        Path file =
                Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----A=-----END PRIVATE KEY-----");

        assertThatThrownBy(() -> Signer.of(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("--sign: " + file + ": the key is not valid Base64: ");
    }

    @Test
    void aKeyThatIsNotText() throws IOException {
        Path file = Files.write(folder.resolve("key.der"), new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> Signer.of(file)).hasMessageStartingWith("--sign: " + file + ": no \"-----BEGIN");
    }
}
