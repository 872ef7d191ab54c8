package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.core.config.ParserCall;
import meta.spi.PlanningException;

/**
 * The origin of a step or plugin type. Code of a third party runs under a {@link Watchdog}. Code of the image is called directly: a thread for each
 * call would make planning much slower.
 */
public sealed interface Origin extends ParserCall {

    /**
     * A module of the image.
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
     * A third party.
     *
     * @param place the path of the jar, or the module of a custom image
     * @param loader the context class loader of the threads that run the code
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

    static Origin ofImage(Object provided) {
        String module = provided.getClass().getModule().getName();
        return new Image(module == null ? "" : module);
    }

    /** {@return the origin of an object of a third party} */
    static Origin ofThirdParty(Object provided, String place) {
        ClassLoader loader = provided.getClass().getClassLoader();
        return new ThirdParty(place, loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * {@return the result of the code}
     *
     * @param timeout the longest time that code of a third party may take; code of the image has no timeout
     * @throws PlanningException if the code throws one; for code of a third party, as for {@link Watchdog#run}
     * @throws OutOfMemoryError if the code finds no memory, or no thread can be started
     */
    @Override
    <T> T call(Duration timeout, Supplier<T> code);

    default boolean isThirdParty() {
        return this instanceof ThirdParty;
    }
}
