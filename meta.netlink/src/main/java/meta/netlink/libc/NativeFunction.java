package meta.netlink.libc;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A function of the C library with one to five integer or pointer parameters, and an integer result that fits into an {@code int}.
 *
 * <p>Arguments have 64 bits, because x86-64 and aarch64 pass an {@code int} in the lower half of a 64-bit register.
 */
final class NativeFunction {
    private static final Library PROCESS = Library.getDefault();
    private static final Invoker INVOKER = Invoker.getInstance();
    private static final LastError LAST_ERROR = LastError.getInstance();
    private static final int EINTR = 4;
    private static final int MOST_INTERRUPTIONS = 100;

    private final String name;
    private final long address;
    private final CallContext context;

    /**
     * @param parameters the number of parameters, 1 to 5
     * @throws UnsatisfiedLinkError if the C library does not have the function
     */
    NativeFunction(String name, int parameters) {
        this.name = name;
        address = PROCESS.getSymbolAddress(name);
        if (address == 0) {
            throw new UnsatisfiedLinkError("the C library of this node has no function " + name);
        }
        Type[] types = new Type[parameters];
        Arrays.fill(types, Type.SINT64);
        context = CallContext.getCallContext(Type.SINT64, types, CallingConvention.DEFAULT, true);
    }

    /** {@return the result, or the negated errno if the function returns -1} */
    int call(long... arguments) {
        int instead = FaultInjection.Installed.instead(name, arguments);
        return instead == 0 ? result(invoke(arguments)) : instead;
    }

    /** Calls as {@link #callWith} does, but repeats a call that fails with {@code EINTR}, at most {@value #MOST_INTERRUPTIONS} times. */
    int callAgain(ByteBuffer buffer, long... arguments) {
        int result = callWith(buffer, arguments);
        for (int times = 0; result == -EINTR && times < MOST_INTERRUPTIONS; times++) {
            result = callWith(buffer, arguments);
        }
        return result;
    }

    /** Calls as {@link #call} does. The garbage collector does not free the memory of the buffer during the call. */
    int callWith(ByteBuffer buffer, long... arguments) {
        try {
            return call(arguments);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    private long invoke(long[] a) {
        return switch (a.length) {
            case 1 -> INVOKER.invokeN1(context, address, a[0]);
            case 2 -> INVOKER.invokeN2(context, address, a[0], a[1]);
            case 3 -> INVOKER.invokeN3(context, address, a[0], a[1], a[2]);
            case 4 -> INVOKER.invokeN4(context, address, a[0], a[1], a[2], a[3]);
            case 5 -> INVOKER.invokeN5(context, address, a[0], a[1], a[2], a[3], a[4]);
            default -> throw new IllegalArgumentException("a call with " + a.length + " arguments");
        };
    }

    private static int result(long returned) {
        int value = (int) returned; // the upper half of the register is undefined for a function that returns int
        return value == -1 ? -LAST_ERROR.get() : value;
    }
}
