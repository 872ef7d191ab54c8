package meta.netlink.message;

/**
 * The lifetimes of an address ({@code linux/if_addr.h struct ifa_cacheinfo}).
 *
 * @param preferredSeconds the number of seconds after which the kernel marks the address as deprecated, as an unsigned int; -1 stands for no limit
 * @param validSeconds the number of seconds after which the kernel removes the address, as an unsigned int; -1 stands for no limit
 */
public record CacheInfo(int preferredSeconds, int validSeconds) {
    /** The lifetimes of an address that is never deprecated and never removed. */
    public static final CacheInfo FOREVER = new CacheInfo(-1, -1);

    /** The lifetimes of an address that is deprecated at once, but never removed. New connections prefer an address that is not deprecated. */
    public static final CacheInfo NEVER_PREFERRED = new CacheInfo(0, -1);
}
