package meta.core.config;

import meta.core.cni.JsonValue.JsonObject;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;

/**
 * How far the pipeline of a configuration goes.
 *
 * @param steps how many steps it has, up to the first one whose {@linkplain StepDeclaration#ending ending} is true
 * @param isEarly whether there would be more
 */
record Ending(int steps, boolean isEarly) {

    static Ending of(Declarations declarations, JsonObject config) {
        int steps = 0;
        for (StepDeclaration step : declarations.steps()) {
            steps++;
            if (isLast(step, config)) {
                return new Ending(steps, true);
            }
        }
        return new Ending(steps, false);
    }

    private static boolean isLast(StepDeclaration step, JsonObject config) {
        if (step.ending().isEmpty()) {
            return false;
        }
        Option<Boolean> ending = step.ending().get();
        JsonObject given = config;
        if (ending.location() == Option.Location.STEP) {
            given = member(member(config, "steps"), step.step().name());
        }
        return ConfigReader.lenient(given, ending);
    }

    private static JsonObject member(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }
}
