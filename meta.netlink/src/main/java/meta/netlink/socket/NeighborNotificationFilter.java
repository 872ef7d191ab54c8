package meta.netlink.socket;

import static meta.netlink.libc.FilterProgram.JUMP_IF_EQUAL;
import static meta.netlink.libc.FilterProgram.LOAD_HALF;
import static meta.netlink.libc.FilterProgram.LOAD_IMMEDIATE;
import static meta.netlink.libc.FilterProgram.LOAD_INDEX;
import static meta.netlink.libc.FilterProgram.LOAD_WORD;
import static meta.netlink.libc.FilterProgram.RETURN;
import static meta.netlink.libc.FilterProgram.WHOLE_MESSAGE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import meta.netlink.libc.FilterProgram;

/**
 * Builds a classic BPF program that drops the many notifications of neighbours without {@code NDA_PROTOCOL}, such as those that ARP
 * creates.
 */
final class NeighborNotificationFilter {
    private static final int TYPE_AT = 4; // nlmsg_type in struct nlmsghdr
    private static final int ATTRIBUTES_AT = 16 + 12; // after struct nlmsghdr and struct ndmsg
    /** {@code SKF_AD_NLATTR}: loads the offset of the attribute with number X, searched from offset A; 0 if there is no such attribute. */
    private static final int ATTRIBUTE = FilterProgram.KERNEL_DATA + 12;

    private static final int NDA_PROTOCOL = 12;

    private static final int[][] INSTRUCTIONS = {
        {LOAD_HALF, 0, 0, TYPE_AT},
        {JUMP_IF_EQUAL, 1, 0, inNetworkOrder(28)}, // RTM_NEWNEIGH
        {JUMP_IF_EQUAL, 0, 4, inNetworkOrder(29)}, // RTM_DELNEIGH
        {LOAD_IMMEDIATE, 0, 0, ATTRIBUTES_AT},
        {LOAD_INDEX, 0, 0, NDA_PROTOCOL},
        {LOAD_WORD, 0, 0, ATTRIBUTE},
        {JUMP_IF_EQUAL, 1, 0, 0},
        {RETURN, 0, 0, WHOLE_MESSAGE},
        {RETURN, 0, 0, 0},
    };

    private NeighborNotificationFilter() {}

    /** {@return the number that the program reads for a message type: the type is in native byte order, and the program reads in network order} */
    private static int inNetworkOrder(int type) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? type : type << 8;
    }

    /** {@return the program in a direct buffer} */
    static ByteBuffer program() {
        return FilterProgram.of(INSTRUCTIONS);
    }
}
