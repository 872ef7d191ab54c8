package meta.launcher.log;

import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.apache.logging.log4j.spi.NoOpThreadContextMap;
import org.apache.logging.log4j.spi.Provider;
import org.apache.logging.log4j.spi.ThreadContextMap;

/** Answers Log4j2's API with loggers that write to the open {@link CallLog}. */
public final class CallLogProvider extends Provider {
    // above log4j-core's own provider, which is 10, for where both are found
    private static final int PRIORITY = 100;

    /** For {@link java.util.ServiceLoader}. */
    public CallLogProvider() {
        super(PRIORITY, CURRENT_VERSION);
    }

    @Override
    public LoggerContextFactory getLoggerContextFactory() {
        return new CallLoggerContext();
    }

    @Override
    public ThreadContextMap getThreadContextMapInstance() {
        return NoOpThreadContextMap.INSTANCE;
    }
}
