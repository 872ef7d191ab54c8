package meta.launcher.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * An appender for a file that many processes write: whole lines, each by one write, rotated under a lock.
 *
 * <p>Log4j2's own rolling appender is made for one process: two that roll at the same time lose lines. In a {@code log4j2.xml}:
 *
 * <pre>{@code
 * <LockedFile name="file" fileName="/var/log/meta-plugins/agent.log" maxMegabytes="100" maxDays="5" maxFiles="5">
 *   <LineLayout/>
 * </LockedFile>
 * }</pre>
 */
@Plugin(name = "LockedFile", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE, printObject = true)
public final class SharedFileAppender extends AbstractAppender {
    private final LogFile file;
    private final Layout<?> layout;

    private SharedFileAppender(
            String name, Layout<?> layout, Path path, RotationLimits limits, LogRules rules, PrintStream stderr) {
        super(name, null, layout, true, Property.EMPTY_ARRAY);
        this.layout = layout;
        this.file = new LogFile(path, limits, InstantSource.system(), rules);
        setHandler(new FirstErrorOnStderr(path, stderr));
    }

    /**
     * Makes the appender that a Log4j2 configuration describes.
     *
     * @param layout absent: {@link LineLayout}
     */
    @PluginFactory
    public static SharedFileAppender createAppender(
            @PluginAttribute("name") String name,
            @PluginAttribute("fileName") String fileName,
            @PluginAttribute(value = "maxMegabytes", defaultInt = 100) int maxMegabytes,
            @PluginAttribute(value = "maxDays", defaultInt = 5) int maxDays,
            @PluginAttribute(value = "maxFiles", defaultInt = 5) int maxFiles,
            @PluginElement("Layout") @Nullable Layout<?> layout) {
        RotationLimits limits = new RotationLimits(maxMegabytes * 1_000_000L, Duration.ofDays(maxDays), maxFiles);
        return new SharedFileAppender(
                name,
                layout == null ? new LineLayout() : layout,
                Path.of(fileName),
                limits,
                new LogRules.OfRoot(),
                System.err);
    }

    static SharedFileAppender of(LogSettings settings, PrintStream stderr) {
        LogRules rules = new LogRules.OfConfiguration(LogFolders.DEFAULTS, stderr);
        SharedFileAppender appender =
                new SharedFileAppender("call", new LineLayout(), settings.file(), settings.limits(), rules, stderr);
        appender.start();
        return appender;
    }

    @Override
    public void append(LogEvent event) {
        try {
            file.append(layout.toByteArray(event));
        } catch (IOException e) {
            error("not written", event, e);
        }
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        file.close();
        setStopped();
        return true;
    }
}
