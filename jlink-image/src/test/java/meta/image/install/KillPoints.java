package meta.image.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meta.image.topology.Output;

/**
 * Runs a process many times, and kills it each time at another one of its system calls that change files. strace(1) selects the system call
 * by its function and its number among the calls of that function.
 */
public final class KillPoints {
    /**
     * The functions that change files. Functions that open files are not needed: a file that was created empty still exists when the
     * process is killed at the next function of this list.
     */
    private static final String FUNCTIONS =
            "write,pwrite64,rename,renameat,renameat2,unlink,unlinkat,rmdir,fsync,fdatasync,ftruncate,"
                    + "chown,fchown,lchown,fchownat,chmod,fchmod,fchmodat,setxattr,lsetxattr,fsetxattr,sendfile,copy_file_range,utimensat,mkdir,"
                    + "mkdirat,symlink,symlinkat,link,linkat";

    private static final int MOST = 500;

    private KillPoints() {}

    /** The process that is killed, the state before each of its runs, and the assertions after each run. */
    public interface Trial {
        /** Creates the state in which the process begins. Called before each run. */
        void prepare() throws IOException;

        /**
         * {@return the output of the process, which runs until it ends or is killed}
         *
         * @param strace the words to put before the command of the process
         */
        Output run(List<String> strace);

        /**
         * Asserts that the state after a run is right. Called after each run, except the first one, which only finds out the system
         * calls. The last run for a function is complete: the process was not killed.
         *
         * @param point the place at which the process should be killed, for messages
         */
        void check(String point) throws IOException;
    }

    /**
     * Prepares, runs and checks the trial for each system call at which the process can be killed.
     *
     * @return the number of kills
     * @throws AssertionError if the process is still killed at the 499th call of a function, or if the first run, in which it is not
     *     killed, fails
     */
    public static int killEverywhere(Trial trial) throws IOException {
        int kills = 0;
        for (String function : used(trial)) {
            int n = 1;
            while (killed(trial, function, n)) {
                n++;
            }
            kills += n - 1;
        }
        return kills;
    }

    private static boolean killed(Trial trial, String function, int n) throws IOException {
        if (n == MOST) {
            throw new AssertionError(function + ": never complete");
        }
        trial.prepare();
        Output output =
                trial.run(strace("/dev/null", "trace=" + function, "inject=" + function + ":signal=KILL:when=" + n));
        trial.check("killed at " + function + " number " + n);
        return !output.succeeded();
    }

    private static Set<String> used(Trial trial) throws IOException {
        Path log = Files.createTempFile("meta-plugins-", ".strace");
        try {
            trial.prepare();
            trial.run(strace(log.toString(), "trace=" + FUNCTIONS)).text();
            Set<String> used = new TreeSet<>();
            for (String line : Files.readAllLines(log)) {
                String call = line.replaceFirst("^[0-9]+ +", "");
                if (call.matches("[a-z0-9_]+\\(.*")) {
                    used.add(call.substring(0, call.indexOf('(')));
                }
            }
            return used;
        } finally {
            Files.delete(log);
        }
    }

    private static List<String> strace(String log, String... expressions) {
        List<String> words = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", log));
        for (String expression : expressions) {
            words.addAll(List.of("-e", expression));
        }
        return words;
    }
}
