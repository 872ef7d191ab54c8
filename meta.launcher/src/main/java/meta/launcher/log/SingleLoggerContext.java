package meta.launcher.log;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.apache.logging.log4j.spi.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.jspecify.annotations.Nullable;

/** The only logger context of the process, and the factory that returns it. Thread-safe. */
final class SingleLoggerContext implements LoggerContext, LoggerContextFactory {
    private final ConcurrentHashMap<String, CallLogger> loggers = new ConcurrentHashMap<>();

    @Override
    public ExtendedLogger getLogger(String name) {
        CallLogger known = loggers.get(name);
        if (known != null) {
            return known;
        }
        CallLogger created = new CallLogger(name, BracesMessage.FACTORY);
        CallLogger meanwhile = loggers.putIfAbsent(name, created);
        return meanwhile == null ? created : meanwhile;
    }

    @Override
    public ExtendedLogger getLogger(String name, @Nullable MessageFactory messageFactory) {
        return messageFactory == null ? getLogger(name) : new CallLogger(name, messageFactory);
    }

    @Override
    public boolean hasLogger(String name) {
        return loggers.containsKey(name);
    }

    @Override
    public boolean hasLogger(String name, Class<? extends MessageFactory> messageFactoryClass) {
        return messageFactoryClass == BracesMessage.Factory.class && hasLogger(name);
    }

    @Override
    public boolean hasLogger(String name, @Nullable MessageFactory messageFactory) {
        return messageFactory == null && hasLogger(name);
    }

    @Override
    public @Nullable Object getExternalContext() {
        return null;
    }

    @Override
    public LoggerContext getContext(
            String fqcn, @Nullable ClassLoader loader, @Nullable Object externalContext, boolean currentContext) {
        return this;
    }

    @Override
    public LoggerContext getContext(
            String fqcn,
            @Nullable ClassLoader loader,
            @Nullable Object externalContext,
            boolean currentContext,
            @Nullable URI configLocation,
            @Nullable String name) {
        return this;
    }

    @Override
    public void removeContext(LoggerContext context) {
        // the context exists as long as the process
    }

    @Override
    public boolean isClassLoaderDependent() {
        return false;
    }
}
