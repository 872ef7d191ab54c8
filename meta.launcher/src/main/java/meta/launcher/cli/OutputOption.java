package meta.launcher.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --output} of commands that can print text or JSON. */
final class OutputOption {
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, the default; json, for programs.")
    void setFormat(String name) {
        json = switch (name) {
            case "text" -> false;
            case "json" -> true;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--output: \"" + name + "\": text or json is expected");
        };
    }

    boolean isJson() {
        return json;
    }
}
