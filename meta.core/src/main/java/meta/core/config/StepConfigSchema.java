package meta.core.config;

import meta.spi.StepDeclaration;

/**
 * The properties of a step that are needed to read its configuration and to write its manual.
 *
 * @param origin the jar, folder of jars or module that provides the step, for messages
 * @param parsers runs the code that reads the options of the step
 */
public record StepConfigSchema(String name, StepDeclaration declaration, String origin, ParserCall parsers) {
    /** The key that turns a step on or off. */
    public static final String ENABLED = "enabled";
}
