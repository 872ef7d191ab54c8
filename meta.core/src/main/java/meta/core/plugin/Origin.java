package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.core.config.ParserCall;
import meta.spi.PlanningException;

/**
 * The origin of a step or plugin type, which decides how its code is called. Third-party code runs under a {@link Watchdog}, on a separate thread.
 * Code of the image is called directly, because a thread for each method call would make planning much slower.
 */
public sealed interface Origin extends ParserCall {

    /**
     * The origin of a step or plugin type that the image contains.
     *
     * @param module the name of the module; empty if it has none
     */
    record Image(String module) implements Origin {
        @Override
        public <T> T call(Duration timeout, Supplier<T> code) {
            return code.get();
        }

        @Override
        public String toString() {
            return module.isEmpty() ? "the image" : "the image: " + module;
        }
    }

    /**
     * The origin of a step or plugin type of a third party.
     *
     * @param place the path of the jar or folder of jars, or a text such as {@code module acme.steps of the image}
     * @param loader the class loader that becomes the context class loader of the threads that run the code
     */
    record ThirdParty(String place, ClassLoader loader) implements Origin {
        @Override
        public <T> T call(Duration timeout, Supplier<T> code) {
            return new Watchdog(place, timeout).run(loader, code);
        }

        @Override
        public String toString() {
            return place;
        }
    }

    /** {@return the origin of a step or plugin type of the image} */
    static Origin ofImage(Object provided) {
        String module = provided.getClass().getModule().getName();
        return new Image(module == null ? "" : module);
    }

    /**
     * {@return the origin of a third party's step or plugin type}
     *
     * @param place as for {@link ThirdParty}
     */
    static Origin ofThirdParty(Object provided, String place) {
        ClassLoader loader = provided.getClass().getClassLoader();
        return new ThirdParty(place, loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * Runs code of this origin.
     *
     * @param timeout the longest time that third-party code may take; code of the image has no time limit
     * @return the result of the code
     * @throws PlanningException if the code throws one; for third-party code, also in the other cases of {@link Watchdog#run}
     * @throws OutOfMemoryError if the code runs out of memory, or no thread can be started
     */
    @Override
    <T> T call(Duration timeout, Supplier<T> code);

    /** {@return whether the code comes from a third party, and not from the image} */
    default boolean isThirdParty() {
        return this instanceof ThirdParty;
    }
}
