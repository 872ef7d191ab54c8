package meta.netlink.message;

/**
 * The lifetimes of an address ({@code linux/if_addr.h struct ifa_cacheinfo}).
 *
 * @param preferredSeconds the time until the kernel marks the address as deprecated, an unsigned int; -1 stands for no limit
 * @param validSeconds the time until the kernel removes the address, an unsigned int; -1 stands for no limit
 */
public record CacheInfo(int preferredSeconds, int validSeconds) {
    /** Unlimited lifetimes. */
    public static final CacheInfo FOREVER = new CacheInfo(-1, -1);

    /** The lifetimes of an address that is deprecated at once, but never removed. */
    public static final CacheInfo NEVER_PREFERRED = new CacheInfo(0, -1);
}
