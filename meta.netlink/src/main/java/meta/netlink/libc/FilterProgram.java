package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program ({@code linux/filter.h}), which the kernel runs for each message before the socket receives it. The program has an
 * accumulator A and an index register X. The constants are instruction codes ({@code linux/bpf_common.h}), except the last two.
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

    /** Skips one number of instructions if A equals the operand, and another number if not; see {@link #of}. */
    public static final int JUMP_IF_EQUAL = 0x15;

    /** Ends the program. The operand is the largest number of bytes that the socket receives; 0 drops the message. */
    public static final int RETURN = 0x06;

    /** An offset for a load: the kernel's own data about the message ({@code SKF_AD_OFF}). */
    public static final int KERNEL_DATA = -0x1000;

    /** An operand of {@link #RETURN}. */
    public static final int WHOLE_MESSAGE = 0x4_0000;

    private static final int INSTRUCTION_BYTES = 8;

    private FilterProgram() {}

    /**
     * {@return a program in a direct buffer}
     *
     * @param instructions four numbers each: the code, the instructions to skip if a comparison is true (0 to 255), those if it is false, the operand
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
