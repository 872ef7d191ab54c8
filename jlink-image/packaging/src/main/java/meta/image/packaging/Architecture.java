package meta.image.packaging;

import java.util.Arrays;

/** A processor architecture for which packages are made. */
enum Architecture {
    AMD64("amd64", 62, "ld-linux-x86-64.so.2", "x86_64-linux-gnu"),
    ARM64("arm64", 183, "ld-linux-aarch64.so.1", "aarch64-linux-gnu");

    private final String text;
    private final int machine;
    private final String loader;
    private final String libraryFolder;

    Architecture(String text, int machine, String loader, String libraryFolder) {
        this.text = text;
        this.machine = machine;
        this.loader = loader;
        this.libraryFolder = libraryFolder;
    }

    /**
     * {@return the architecture with this {@link #text()}}
     *
     * @throws IllegalArgumentException if there is none
     */
    static Architecture of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--arch: unknown architecture \"" + text + "\"; known: amd64 and arm64"));
    }

    /** {@return its name in Debian, in OCI images and in {@code --arch}} */
    String text() {
        return text;
    }

    /** {@return its number in ELF files ({@code e_machine})} */
    int machine() {
        return machine;
    }

    /** {@return the file name of the C library's loader} */
    String loader() {
        return loader;
    }

    /** {@return Debian's folder name for its libraries, below {@code /lib} and {@code /usr/lib}} */
    String libraryFolder() {
        return libraryFolder;
    }
}
