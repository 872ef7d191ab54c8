package meta.core.kernel;

/** A kernel that is asked by a process which has no room for many objects of a pod. */
public record KernelWithoutBudget(KernelPort real) implements DelegatingKernel {
    @Override
    public boolean reserve(int objects) {
        return false;
    }
}
