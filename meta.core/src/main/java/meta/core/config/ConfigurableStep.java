package meta.core.config;

import java.time.Duration;
import java.util.function.Supplier;
import meta.core.config.NetworkConfig.StepConfig;
import meta.spi.PlanningException;
import meta.spi.StepDeclaration;

/**
 * A step as configurations and manuals see it: its name, options and origin.
 *
 * @param name the name of the step
 * @param declaration the declaration of the step; this package does not call the step in it
 * @param origin the module of the image or the jar that provides the step, as text for messages and manuals
 * @param parsers runs code that calls the parsers of the step's options
 */
public record ConfigurableStep(String name, StepDeclaration declaration, String origin, ParserCall parsers) {
    /** The key that turns a step on or off. Every step has it. */
    public static final String ENABLED = "enabled";

    /** Runs code that reads the options of a step. The code calls parsers of the step's author; those of a third party run under a watchdog. */
    @FunctionalInterface
    public interface ParserCall {
        /**
         * {@return the result of the code}
         *
         * @param timeout the longest time that a third party's parsers may take
         * @throws PlanningException if a third party's parser fails or exceeds the timeout; the message contains the jar
         * @throws OutOfMemoryError if a parser finds no memory
         */
        StepConfig call(Duration timeout, Supplier<StepConfig> code);
    }
}
