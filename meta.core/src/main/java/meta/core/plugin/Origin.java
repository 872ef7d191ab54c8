package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.core.config.ParserCall;
import meta.spi.PlanningException;

/**
 * The origin of a step or plugin type. Third-party code runs under a {@link Watchdog}. Code of the image is called directly, because a
 * thread for each call would slow planning down.
 */
public sealed interface Origin extends ParserCall {

    /**
     * The image.
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
     * @param place the path of the jar or folder of jars, or a text such as {@code module acme.steps of the image}
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
     * {@return the result of the code} Exceptions of code of the image pass through.
     *
     * @param timeout ignored for code of the image
     * @throws PlanningException for third-party code, in the cases of {@link Watchdog#run}
     * @throws OutOfMemoryError if the code runs out of memory, or no thread can be started
     */
    @Override
    <T> T call(Duration timeout, Supplier<T> code);

    /** {@return whether the code comes from a third party} */
    default boolean isThirdParty() {
        return this instanceof ThirdParty;
    }
}
