package meta.spi;

import java.util.List;

/**
 * Declares the steps of a jar or module.
 *
 * <p>An implementation is a public class with a public constructor without parameters, which {@link java.util.ServiceLoader} calls. The
 * {@code module-info.java} of the jar names the class ({@code provides meta.spi.StepProvider with ...}). A jar without {@code
 * module-info.java} names it in {@code META-INF/services/meta.spi.StepProvider}.
 *
 * <p>The constructors and {@link #steps} of a third-party jar run on one separate thread. Together they have the time limit {@code
 * step_time_limit}, by default 10 s. If they exceed it or throw an exception, nothing in the jar can be used. If a single declaration is
 * invalid, but its step has a name, only this step cannot be used. ADD and CHECK fail if the network configuration names an unusable step
 * and does not disable it.
 */
@FunctionalInterface
public interface StepProvider {

    /** {@return the steps with their declarations, at most 1,000, without null} Called once for each object. */
    List<StepDeclaration> steps();
}
