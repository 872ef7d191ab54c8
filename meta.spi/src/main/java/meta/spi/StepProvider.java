package meta.spi;

import java.util.List;

/**
 * Declares the steps of a jar or module.
 *
 * <p>An implementation is a public class with a public constructor without parameters. {@link java.util.ServiceLoader} creates the object.
 * A long-running process can create further objects, for example when a jar in a step folder has changed. The {@code module-info.java} of
 * the jar names the class ({@code provides meta.spi.StepProvider with ...}). A jar without {@code module-info.java} names the class in
 * {@code META-INF/services/meta.spi.StepProvider}.
 *
 * <p>The constructors and {@link #steps} of a third-party jar run on one separate thread, with a time limit for all of them together: 10 s,
 * unless the option {@code step_time_limit} sets another limit. If they exceed the limit or throw an exception, nothing
 * in the jar can be used. If a single declaration is invalid, only its step cannot be used. ADD and CHECK fail if the network
 * configuration names an unusable step and does not disable it; the error contains the reason.
 */
@FunctionalInterface
public interface StepProvider {

    /** {@return the steps with their declarations, at most 1,000; neither the list nor an element is null} Called once, after the constructor. */
    List<StepDeclaration> steps();
}
