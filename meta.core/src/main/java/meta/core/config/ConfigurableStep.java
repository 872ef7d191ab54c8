package meta.core.config;

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
}
