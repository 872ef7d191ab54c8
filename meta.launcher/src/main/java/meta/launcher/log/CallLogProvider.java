package meta.launcher.log;

import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.apache.logging.log4j.spi.NoOpThreadContextMap;
import org.apache.logging.log4j.spi.Provider;
import org.apache.logging.log4j.spi.ThreadContextMap;

/** Makes Log4j2's API use {@link CallLogger}s. Log4j2 finds this class with a {@code ServiceLoader}. */
public final class CallLogProvider extends Provider {
    // higher than 10, the priority of log4j-core's provider, which is on the class path of tests
    private static final int PRIORITY = 100;

    public CallLogProvider() {
        super(PRIORITY, CURRENT_VERSION);
    }

    @Override
    public LoggerContextFactory getLoggerContextFactory() {
        return new SingleLoggerContext();
    }

    @Override
    public ThreadContextMap getThreadContextMapInstance() {
        return NoOpThreadContextMap.INSTANCE;
    }
}
