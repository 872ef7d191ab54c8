package meta.launcher.log;

import java.io.PrintStream;
import java.nio.file.Path;

/** Who has named a log file, and so which files it may be. */
sealed interface LogRules {
    /** Root has, as in a {@code log4j2.xml} of the agent: any regular file will do. */
    record OfRoot() implements LogRules {}

    /**
     * A network configuration has.
     *
     * @param defaults root's own settings for all calls of a node
     * @param stderr where it is told what is wrong with those
     */
    record OfConfiguration(Path defaults, PrintStream stderr) implements LogRules {

        /** {@return where such a file may be; root's settings are only read where the file is not in the standard place} */
        LogFolders places(Path realFolder) {
            LogFolders standard = LogFolders.standard();
            if (standard.isTrusted(realFolder)) {
                return standard;
            }
            try {
                return LogFolders.with(defaults);
            } catch (LogFolders.UnusableDefaultsException e) {
                StringBuilder line = new StringBuilder();
                LineText.appendText(line, defaults + ": ignored: " + e.getMessage());
                stderr.println(line);
                return standard;
            }
        }
    }
}
