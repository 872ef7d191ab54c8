package meta.netlink.packet;

import static meta.netlink.libc.FilterProgram.AND;
import static meta.netlink.libc.FilterProgram.JUMP_IF_EQUAL;
import static meta.netlink.libc.FilterProgram.LOAD_BYTE;
import static meta.netlink.libc.FilterProgram.LOAD_HALF;
import static meta.netlink.libc.FilterProgram.LOAD_WORD;
import static meta.netlink.libc.FilterProgram.RETURN;
import static meta.netlink.libc.FilterProgram.WHOLE_MESSAGE;

import java.nio.ByteBuffer;
import meta.netlink.libc.FilterProgram;

/**
 * Builds a classic BPF program that passes a frame only if it has no VLAN id, and contains an ARP packet, a neighbour solicitation or a
 * neighbour advertisement. Other traffic of a busy NIC would fill the socket's receive buffer.
 */
final class FrameFilter {
    private static final int VLAN_TAG = FilterProgram.KERNEL_DATA + 44; // SKF_AD_VLAN_TAG
    private static final int VLAN_ID = 0xfff;
    private static final int ETHERTYPE_AT = 12;
    private static final int NEXT_HEADER_AT = EthernetHeader.BYTES + 6;
    private static final int ICMPV6_TYPE_AT = EthernetHeader.BYTES + NdpFrame.IPV6_BYTES;

    private static final int[][] INSTRUCTIONS = {
        {LOAD_WORD, 0, 0, VLAN_TAG},
        {AND, 0, 0, VLAN_ID},
        {JUMP_IF_EQUAL, 0, 9, 0},
        {LOAD_HALF, 0, 0, ETHERTYPE_AT},
        {JUMP_IF_EQUAL, 6, 0, ArpFrame.ETHERTYPE},
        {JUMP_IF_EQUAL, 0, 6, NdpFrame.ETHERTYPE},
        {LOAD_BYTE, 0, 0, NEXT_HEADER_AT},
        {JUMP_IF_EQUAL, 0, 4, NdpFrame.ICMPV6},
        {LOAD_BYTE, 0, 0, ICMPV6_TYPE_AT},
        {JUMP_IF_EQUAL, 1, 0, NdpMessage.Solicitation.TYPE},
        {JUMP_IF_EQUAL, 0, 1, NdpMessage.Advertisement.TYPE},
        {RETURN, 0, 0, WHOLE_MESSAGE},
        {RETURN, 0, 0, 0},
    };

    private FrameFilter() {}

    /** {@return the program in a direct buffer} */
    static ByteBuffer program() {
        return FilterProgram.of(INSTRUCTIONS);
    }
}
