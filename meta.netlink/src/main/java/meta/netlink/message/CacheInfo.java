package meta.netlink.message;

/**
 * The lifetimes of an address ({@code linux/if_addr.h struct ifa_cacheinfo}), without the times of its creation and last change.
 *
 * @param preferredSeconds the time in seconds for which new connections may use the address, unsigned; -1 is unlimited
 * @param validSeconds the time in seconds until the address is removed, unsigned; -1 is unlimited
 */
public record CacheInfo(int preferredSeconds, int validSeconds) {
    public static final CacheInfo FOREVER = new CacheInfo(-1, -1);

    /** The address stays, but no new connection prefers it: the kernel marks it as deprecated. */
    public static final CacheInfo NEVER_PREFERRED = new CacheInfo(0, -1);
}
