package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import org.jspecify.annotations.Nullable;

/** Builds a {@link LinkMessage}; begins without attributes, or with the components of another message. */
final class LinkBuilder {
    Family family = Family.UNSPEC;
    int deviceType;
    int ifindex;
    LinkFlags flags = LinkFlags.NONE;
    LinkFlags change = LinkFlags.NONE;

    @Nullable String name;

    @Nullable MacAddress address;

    @Nullable Integer mtu;

    @Nullable Integer txQueueLength;

    @Nullable String alias;

    @Nullable Integer peerIndex;

    @Nullable Integer peerNsid;

    @Nullable Integer namespaceFd;

    @Nullable Integer master;

    @Nullable LinkInfo info;

    List<Attribute> unknown = List.of();

    LinkBuilder() {}

    LinkBuilder(LinkMessage from) {
        family = from.family();
        deviceType = from.deviceType();
        ifindex = from.ifindex();
        flags = from.flags();
        change = from.change();
        name = from.name();
        address = from.address();
        mtu = from.mtu();
        txQueueLength = from.txQueueLength();
        alias = from.alias();
        peerIndex = from.peerIndex();
        peerNsid = from.peerNsid();
        namespaceFd = from.namespaceFd();
        master = from.master();
        info = from.info();
        unknown = from.unknown();
    }

    LinkMessage build() {
        return new LinkMessage(
                family,
                deviceType,
                ifindex,
                flags,
                change,
                name,
                address,
                mtu,
                txQueueLength,
                alias,
                peerIndex,
                peerNsid,
                namespaceFd,
                master,
                info,
                unknown);
    }
}
