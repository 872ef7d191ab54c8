package meta.image.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A control group (version 1 or 2) with 50 MiB and a tenth of a processor, like the container of Multus' daemon.
 *
 * @param memory the folder of the group in the hierarchy of the memory controller
 * @param processor the folder of the group in the hierarchy of the processor controller; in version 2, the same folder as {@code memory}
 */
record MultusCgroup(Path memory, Path processor) implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final long LIMIT = 50L << 20;

    /** {@return a new group without processes} The caller closes it. */
    static MultusCgroup make() throws IOException {
        String name = "meta-plugins-test-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt());
        if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
            Path group = Files.createDirectory(ROOT.resolve(name));
            Files.writeString(group.resolve("memory.max"), Long.toString(LIMIT));
            Files.writeString(group.resolve("cpu.max"), "10000 100000");
            return new MultusCgroup(group, group);
        }
        Path memory = Files.createDirectory(ROOT.resolve("memory").resolve(name));
        Files.writeString(memory.resolve("memory.limit_in_bytes"), Long.toString(LIMIT));
        Path processor = Files.createDirectory(ROOT.resolve("cpu").resolve(name));
        Files.writeString(processor.resolve("cpu.cfs_period_us"), "100000");
        Files.writeString(processor.resolve("cpu.cfs_quota_us"), "10000");
        return new MultusCgroup(memory, processor);
    }

    /** {@return a shell command that moves the shell that runs it into the group} */
    String enter() {
        return "echo $$ >" + memory.resolve("cgroup.procs") + "; echo $$ >" + processor.resolve("cgroup.procs");
    }

    /**
     * {@return the peak memory of the group in MiB since the last call of this method} If the kernel cannot reset the peak, the value is
     * the peak since the creation of the group.
     */
    double peak() throws IOException {
        Path peak = Files.exists(memory.resolve("memory.peak"))
                ? memory.resolve("memory.peak")
                : memory.resolve("memory.max_usage_in_bytes");
        double mebibytes = Long.parseLong(Files.readString(peak).strip()) / (double) (1 << 20);
        try {
            Files.writeString(peak, "0");
        } catch (IOException e) {
            // Linux before 6.12 cannot reset the peak
        }
        return mebibytes;
    }

    /** {@return the number of processes of the group that the kernel has killed for lack of memory} */
    int kills() throws IOException {
        Path events = Files.exists(memory.resolve("memory.events"))
                ? memory.resolve("memory.events")
                : memory.resolve("memory.oom_control");
        return Files.readAllLines(events).stream()
                .filter(line -> line.startsWith("oom_kill "))
                .mapToInt(line -> Integer.parseInt(line.substring("oom_kill ".length())))
                .sum();
    }

    /** Removes the group. All of its processes must have ended. */
    @Override
    public void close() throws IOException {
        for (Path group : List.of(memory, processor)) {
            Files.deleteIfExists(group);
        }
    }
}
