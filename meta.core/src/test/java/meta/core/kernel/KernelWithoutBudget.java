package meta.core.kernel;

/** Passes calls to the real kernel, but rejects every reservation, as in a process that has no memory left for objects of pods. */
public record KernelWithoutBudget(KernelPort real) implements DelegatingKernel {
    @Override
    public boolean reserve(int objects) {
        return false;
    }
}
