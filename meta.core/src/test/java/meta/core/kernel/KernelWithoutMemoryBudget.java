package meta.core.kernel;

/** Passes all calls to the real kernel, except reservations of memory, which it rejects. */
public record KernelWithoutMemoryBudget(KernelPort real) implements DelegatingKernel {
    @Override
    public boolean reserve(int objects) {
        return false;
    }
}
