package meta.core.kernel;

/** A kernel that is asked by a process which has no room for many objects of a pod. */
public record WithoutRoom(KernelPort real) implements PassingKernel {
    @Override
    public boolean reserve(int objects) {
        return false;
    }
}
