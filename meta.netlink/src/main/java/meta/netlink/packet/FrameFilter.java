package meta.netlink.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program ({@code linux/filter.h}) that passes untagged ARP and neighbour discovery frames. Without it, other traffic of a
 * busy NIC would fill the receive buffer.
 */
final class FrameFilter {
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    private static final int VLAN_TAG = -0x1000 + 44; // SKF_AD_OFF + SKF_AD_VLAN_TAG
    private static final int VLAN_ID = 0xfff;
    private static final int ETHERTYPE_AT = 12;
    private static final int NEXT_HEADER_AT = EthernetHeader.BYTES + 6;
    private static final int ICMPV6_TYPE_AT = EthernetHeader.BYTES + NdpFrame.IPV6_BYTES;
    private static final int WHOLE_FRAME = 0x4_0000;

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
        {RETURN, 0, 0, WHOLE_FRAME},
        {RETURN, 0, 0, 0},
    };

    private FrameFilter() {}

    /** {@return the program in a direct buffer} */
    static ByteBuffer program() {
        ByteBuffer program = ByteBuffer.allocateDirect(8 * INSTRUCTIONS.length).order(ByteOrder.nativeOrder());
        for (int[] instruction : INSTRUCTIONS) {
            program.putShort((short) instruction[0]);
            program.put((byte) instruction[1]).put((byte) instruction[2]).putInt(instruction[3]);
        }
        return program;
    }
}
