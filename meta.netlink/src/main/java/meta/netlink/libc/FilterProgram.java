package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program ({@code linux/filter.h}). The kernel runs it for each message before the socket receives the message. The program has two
 * registers: the accumulator A and the index register X. The constants are instruction codes ({@code linux/bpf_common.h}) and operands.
 */
public final class FilterProgram {
    /** X := operand. */
    public static final int LOAD_INDEX = 0x01;

    /** A := operand. */
    public static final int LOAD_IMMEDIATE = 0x00;

    /** A := the four bytes at an offset, in network order. */
    public static final int LOAD_WORD = 0x20;

    /** A := the two bytes at an offset, in network order. */
    public static final int LOAD_HALF = 0x28;

    /** A := the byte at an offset. */
    public static final int LOAD_BYTE = 0x30;

    /** A := A and operand. */
    public static final int AND = 0x54;

    /** Compares A with the operand. Skips one number of instructions if the two are equal, and another number if they are not; see {@link #of}. */
    public static final int JUMP_IF_EQUAL = 0x15;

    /** Ends the program. The operand is the number of bytes of the message that the socket receives at most; 0 drops the message. */
    public static final int RETURN = 0x06;

    /** An operand of a load: the offset at which the kernel's own data about a message begin ({@code SKF_AD_OFF}). */
    public static final int KERNEL_DATA = -0x1000;

    /** An operand of {@link #RETURN}: more bytes than any message has. */
    public static final int WHOLE_MESSAGE = 0x4_0000;

    private static final int INSTRUCTION_BYTES = 8;

    private FilterProgram() {}

    /**
     * {@return a program in a direct buffer, for {@link Libc#attachFilter}}
     *
     * @param instructions four numbers for each instruction: the code; the number of instructions to skip if the comparison is true; the number
     *     to skip if the comparison is false; the operand. The numbers to skip are 0 to 255, and 0 in an instruction without a comparison
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
