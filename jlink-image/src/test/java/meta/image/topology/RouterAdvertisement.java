package meta.image.topology;

/**
 * A router's advertisement of a prefix that hosts make addresses of (RFC 4861 4.2, 4.6.2). Perl sends it, which is there wherever git is:
 * the kernel adds the checksum and the link-local source.
 */
public final class RouterAdvertisement {
    private static final String PROGRAM = """
            use Socket qw(:all);
            my ($index, $prefix) = @ARGV;
            socket(my $raw, AF_INET6, SOCK_RAW, 58) or die $!;
            setsockopt($raw, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, pack('i', 255)) or die $!;
            setsockopt($raw, IPPROTO_IPV6, IPV6_MULTICAST_IF, pack('i', $index)) or die $!;
            my $router = pack('CCnCCnNN', 134, 0, 0, 64, 0, 1800, 0, 0);
            my $option = pack('CCCCNNN', 3, 4, 64, 0xc0, 86400, 14400, 0) . inet_pton(AF_INET6, $prefix);
            my $all = pack_sockaddr_in6(0, inet_pton(AF_INET6, 'ff02::1'), $index, 0);
            send($raw, $router . $option, 0, $all) or die $!;
            """;

    private RouterAdvertisement() {}

    /** Sends one for the first 64 bits of a prefix. */
    public static void from(Namespace router, String device, String prefix) {
        String index = router.exec("cat /sys/class/net/" + device + "/ifindex").strip();
        Command.of("perl", "-e", PROGRAM, index, prefix).in(router).run().text();
    }
}
