package meta.core.plugin;

import java.time.Duration;
import java.util.function.Supplier;
import meta.core.config.ParserCall;
import meta.spi.PlanningException;

/**
 * The origin of a step or plugin type. Code of the image is called directly, code of a third party under a {@link Watchdog}.
 *
 * <p>Code of the image needs no watchdog, and planning would take much longer with one: a watchdog starts a thread for each call.
 */
public sealed interface Origin extends ParserCall {

    /**
     * A module of the image.
     *
     * @param module the name of the module; empty if the module has no name
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

    /** {@return the origin of an object that a module of the image provides} */
    static Origin ofImage(Object provided) {
        String module = provided.getClass().getModule().getName();
        return new Image(module == null ? "" : module);
    }

    /**
     * {@return the origin of an object that a third party provides}
     *
     * @param place the path of the jar, or the module of a custom image
     */
    static Origin ofThirdParty(Object provided, String place) {
        ClassLoader loader = provided.getClass().getClassLoader();
        return new ThirdParty(place, loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * {@return the result of the code}
     *
     * @param timeout the longest time that code of a third party may take; code of the image has no timeout
     * @throws PlanningException if the code throws one. For code of a third party also if the code throws anything else, returns null, exceeds the
     *     timeout or calls {@code System.exit}, or if the calling thread is interrupted; the message then contains the origin. Other exceptions of
     *     the image's code pass unchanged
     * @throws OutOfMemoryError if the code finds no memory, or no thread can be started for code of a third party
     */
    @Override
    <T> T call(Duration timeout, Supplier<T> code);

    /** {@return whether the code is a third party's} */
    default boolean isThirdParty() {
        return this instanceof ThirdParty;
    }
}
