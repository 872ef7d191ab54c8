package meta.core.kernel;

/** Passes calls to the real kernel, but rejects every reservation. */
public record KernelWithoutBudget(KernelPort real) implements DelegatingKernel {
    @Override
    public boolean reserve(int objects) {
        return false;
    }
}
