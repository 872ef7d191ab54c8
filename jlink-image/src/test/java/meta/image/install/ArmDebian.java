package meta.image.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of Debian 13 for arm64: a JDK, its C library, a kernel, and programs for a virtual machine. All tests use the same download. */
final class ArmDebian {
    private static final Path FOLDER = Path.of("target/arm64").toAbsolutePath();

    /** The packages of {@code programs} are a static busybox, iproute2, and the libraries that its program {@code ip} is linked with. */
    private static final String FETCH = """
        rm -rf $DIR
        mkdir -p $DIR/lists/partial $DIR/cache/archives/partial $DIR/etc
        uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -n 1)
        cat >$DIR/etc/debian.sources <<TEXT
        Types: deb
        URIs: $uri
        Suites: trixie
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
        TEXT
        : >$DIR/status
        cat >$DIR/apt.conf <<TEXT
        APT::Architecture "arm64";
        APT::Architectures { "arm64"; };
        APT::Sandbox::User "root";
        Dir::State::Lists "$DIR/lists";
        Dir::State::status "$DIR/status";
        Dir::Cache "$DIR/cache";
        Dir::Etc::SourceList "$DIR/etc/none";
        Dir::Etc::SourceParts "$DIR/etc";
        TEXT
        export APT_CONFIG=$DIR/apt.conf
        apt-get -qq update

        # unpack FOLDER PACKAGE...
        unpack() {
          mkdir $DIR/debs $DIR/$1
          cd $DIR/debs
          folder=$1
          shift
          apt-get -qq download "$@"
          for file in *.deb; do dpkg-deb -x $file $DIR/$folder; done
          rm -r $DIR/debs
        }
        unpack root libc6 zlib1g libgcc-s1 libstdc++6 openjdk-25-jdk-headless
        mv $DIR/root/usr/lib/jvm/java-25-openjdk-arm64 $DIR/jdk
        unpack kernel $(apt-cache depends --important linux-image-cloud-arm64 | sed -n 's/ *Depends: //p')
        unpack programs busybox-static libc6 zlib1g iproute2 libbpf1 libcap2 libelf1t64 libmnl0 libpcre2-8-0 libselinux1 libzstd1
        touch $DIR/complete
        """;

    private ArmDebian() {}

    /**
     * {@return a folder with {@code jdk}, the JDK; {@code root}, the root folder with its C library; {@code kernel}, the files of a kernel; and
     * {@code programs}, the root folder with {@code ip} and a static busybox}
     *
     * @throws AssertionError if the files cannot be downloaded
     */
    static Path folder() {
        if (!Files.exists(FOLDER.resolve("complete"))) {
            Packages.shell(Map.of("DIR", FOLDER.toString()), FETCH);
        }
        return FOLDER;
    }
}
