package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Builds classic BPF programs ({@code linux/filter.h}), with which sockets filter messages. A program has an accumulator A and an index
 * register X. The instruction codes are from {@code linux/bpf_common.h}.
 */
public final class FilterProgram {
    /** X := operand. */
    public static final int LOAD_INDEX = 0x01;

    /** A := operand. */
    public static final int LOAD_IMMEDIATE = 0x00;

    /** A := four bytes at the operand's offset, in network order. */
    public static final int LOAD_WORD = 0x20;

    /** A := two bytes at the operand's offset, in network order. */
    public static final int LOAD_HALF = 0x28;

    /** A := the byte at the operand's offset. */
    public static final int LOAD_BYTE = 0x30;

    /** A := A and operand. */
    public static final int AND = 0x54;

    /** Skips instructions, depending on whether A equals the operand. */
    public static final int JUMP_IF_EQUAL = 0x15;

    /** Ends the program. The operand is the maximum number of bytes that the socket receives; 0 drops the message. */
    public static final int RETURN = 0x06;

    /** The base of the offsets of the kernel's data about the message ({@code SKF_AD_OFF}). */
    public static final int KERNEL_DATA = -0x1000;

    /** The operand of {@link #RETURN} for the whole message, up to 256 KiB. */
    public static final int WHOLE_MESSAGE = 0x4_0000;

    private static final int INSTRUCTION_BYTES = 8;

    private FilterProgram() {}

    /**
     * {@return a direct buffer with the program; its position is its end}
     *
     * @param instructions for each instruction: the code; the number of instructions to skip if the comparison is true, 0 to 255; the same
     *     if it is false; the operand
     */
    public static ByteBuffer of(int[][] instructions) {
        ByteBuffer program = ByteBuffer.allocateDirect(INSTRUCTION_BYTES * instructions.length)
                .order(ByteOrder.nativeOrder());
        for (int[] instruction : instructions) {
            program.putShort((short) instruction[0]);
            program.put((byte) instruction[1]).put((byte) instruction[2]).putInt(instruction[3]);
        }
        return program;
    }
}
