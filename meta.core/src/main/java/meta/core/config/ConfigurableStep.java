package meta.core.config;

import meta.spi.StepDeclaration;

/**
 * A step as configurations and manuals see it.
 *
 * @param origin the module of the image or the jar that provides the step
 * @param parsers runs the parsers of the step's options
 */
public record ConfigurableStep(String name, StepDeclaration declaration, String origin, ParserCall parsers) {
    public static final String ENABLED = "enabled";
}
