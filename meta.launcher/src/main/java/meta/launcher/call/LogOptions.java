package meta.launcher.call;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meta.launcher.log.LogSettings;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;
import org.apache.logging.log4j.Level;

/**
 * The value of the option {@code log_options}, which every plugin type has.
 *
 * @param level the least severe level that is written
 * @param file the absolute path of the log file; empty for the default file of the plugin
 * @param maxMegabytes the size at which the file is rotated, in units of 1,000,000 bytes
 * @param maxDays the age in days at which the file is rotated. A rotation also deletes rotated files whose last line is older
 * @param maxFiles the maximum number of rotated files
 */
public record LogOptions(Level level, Optional<Path> file, long maxMegabytes, long maxDays, long maxFiles) {
    private static final long BYTES = 1_000_000;

    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private static final Option<String> LEVEL = Option.of(
            "log_level",
            OptionType.text(
                    "\"off\", \"error\", \"warn\" or \"warning\", \"info\", \"debug\" or \"trace\", in upper or lower case",
                    LogOptions::level),
            "debug",
            "The least severe level that is written: `info` writes one line for each call, `debug` also each change.");

    private static final Option<Path> FILE = Option.optional(
            "log_file",
            OptionType.text("an absolute path", LogOptions::absolute),
            "The log file. If unset: `/var/log/meta-plugins/<plugin>.log`.");

    private static final Option<Long> MAX_SIZE = Option.of(
            "log_max_size", OptionType.wholeNumber(1, 10_000), 100L, "Size in megabytes at which the file is rotated.");

    private static final Option<Long> MAX_AGE = Option.of(
            "log_max_age",
            OptionType.wholeNumber(1, 3650),
            5L,
            "Age in days after which the file is rotated. At each rotation, older files are deleted if their last line"
                    + " is more than this many days old.");

    private static final Option<Long> MAX_COUNT =
            Option.of("log_max_count", OptionType.wholeNumber(1, 1000), 5L, "Number of rotated files that are kept.");

    /** The declaration of the option. */
    public static final Option<LogOptions> OPTION = Option.of(
                    "log_options",
                    new OptionType.Group<>(List.of(LEVEL, FILE, MAX_SIZE, MAX_AGE, MAX_COUNT), LogOptions::from),
                    new LogOptions(Level.DEBUG, Optional.empty(), 100, 5, 5),
                    "How much is logged, and where. If the log cannot be written, the call continues.")
            .atTopLevel();

    private static LogOptions from(StepOptions given) {
        return new LogOptions(
                Level.valueOf(given.get(LEVEL)),
                given.find(FILE),
                given.get(MAX_SIZE),
                given.get(MAX_AGE),
                given.get(MAX_COUNT));
    }

    private static String level(String text) {
        String level = text.strip().toLowerCase(Locale.ROOT);
        String known = level.equals("warning") ? "warn" : level;
        if (!LEVELS.contains(known)) {
            throw new IllegalArgumentException("is not a log level");
        }
        return known;
    }

    private static Path absolute(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("the path is relative");
        }
        return path;
    }

    /**
     * {@return the settings for the log of a plugin}
     *
     * @param plugin the plugin type
     * @throws java.nio.file.InvalidPathException if {@link #file} is empty, and the plugin type contains a character that a path cannot
     *     contain
     */
    public LogSettings settings(String plugin) {
        return new LogSettings(
                level,
                file.isPresent() ? file.get() : LogSettings.defaults(plugin).file(),
                Math.multiplyExact(maxMegabytes, BYTES),
                Duration.ofDays(maxDays),
                Math.toIntExact(maxFiles));
    }
}
