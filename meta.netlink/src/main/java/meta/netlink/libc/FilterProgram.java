package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Builds classic BPF programs ({@code linux/filter.h}). The kernel runs the program of a socket for each message, and the program decides whether the
 * socket receives the message. For a packet socket, a message is an Ethernet frame. A program has an accumulator A and an index register X.
 * The public constants are instruction codes ({@code linux/bpf_common.h}), except {@link #KERNEL_DATA} and {@link #WHOLE_MESSAGE}.
 */
public final class FilterProgram {
    /** X := operand. */
    public static final int LOAD_INDEX = 0x01;

    /** A := operand. */
    public static final int LOAD_IMMEDIATE = 0x00;

    /** A := the four bytes at the operand's offset, in network order. */
    public static final int LOAD_WORD = 0x20;

    /** A := the two bytes at the operand's offset, in network order. */
    public static final int LOAD_HALF = 0x28;

    /** A := the byte at the operand's offset. */
    public static final int LOAD_BYTE = 0x30;

    /** A := A and operand. */
    public static final int AND = 0x54;

    /** Compares A with the operand, and skips as many instructions as {@link #of} gives for equal or for different values. */
    public static final int JUMP_IF_EQUAL = 0x15;

    /** Ends the program. The operand is the maximum number of bytes of the message that the socket receives; with 0, the message is dropped. */
    public static final int RETURN = 0x06;

    /** The base of the offsets at which a load returns the kernel's data about the message instead of the message's bytes ({@code SKF_AD_OFF}). */
    public static final int KERNEL_DATA = -0x1000;

    /** The operand with which {@link #RETURN} passes the whole message, up to 256 KiB, to the socket. */
    public static final int WHOLE_MESSAGE = 0x4_0000;

    private static final int INSTRUCTION_BYTES = 8;

    private FilterProgram() {}

    /**
     * {@return a direct buffer that contains only the program; its position is its end}
     *
     * @param instructions for each instruction, an array of four numbers: the code; the number of instructions to skip if the comparison is true, 0
     *     to 255; the number of instructions to skip if the comparison is false, 0 to 255; the operand
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
