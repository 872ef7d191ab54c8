package meta.netlink.message;

/**
 * The lifetimes of an address ({@code linux/if_addr.h struct ifa_cacheinfo}).
 *
 * @param preferredSeconds until the kernel marks the address as deprecated, as an unsigned int; -1 for no limit
 * @param validSeconds until the kernel removes the address, as an unsigned int; -1 for no limit
 */
public record CacheInfo(int preferredSeconds, int validSeconds) {
    public static final CacheInfo FOREVER = new CacheInfo(-1, -1);

    /** The address is deprecated at once: new connections prefer another address. */
    public static final CacheInfo NEVER_PREFERRED = new CacheInfo(0, -1);
}
