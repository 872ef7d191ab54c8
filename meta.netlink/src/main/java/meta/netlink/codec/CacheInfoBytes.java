package meta.netlink.codec;

import java.nio.ByteBuffer;
import meta.netlink.Family;
import meta.netlink.message.CacheInfo;

/** The payload {@code struct ifa_cacheinfo} ({@code linux/if_addr.h}). Its timestamps are not decoded, and are encoded as 0. */
enum CacheInfoBytes implements WireType<CacheInfo> {
    IFA_CACHEINFO;

    @Override
    public boolean fits(int length, Family family) {
        return length == 16;
    }

    @Override
    public String expected(Family family) {
        return "16 bytes";
    }

    @Override
    public CacheInfo read(ByteBuffer payload, Family family) {
        return new CacheInfo(payload.getInt(), payload.getInt());
    }

    @Override
    public void write(CacheInfo value, Family family, Output out) {
        out.u32(value.preferredSeconds()).u32(value.validSeconds()).u32(0).u32(0);
    }
}
