package meta.netlink.message;

/**
 * How long an address lives ({@code linux/if_addr.h struct ifa_cacheinfo}); when it was made and changed is dropped.
 *
 * @param preferredSeconds how long new connections may still use it, as an unsigned int; -1 for good
 * @param validSeconds how long it is still there at all, as an unsigned int; -1 for good
 */
public record CacheInfo(int preferredSeconds, int validSeconds) {
    public static final CacheInfo FOREVER = new CacheInfo(-1, -1);
}
