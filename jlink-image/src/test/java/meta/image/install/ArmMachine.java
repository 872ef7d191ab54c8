package meta.image.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import meta.image.topology.Output;

/**
 * An arm64 machine that QEMU emulates completely. It boots Debian's kernel, and its first process is the script
 * {@code src/test/machine/init}, which calls the image and prints the answers.
 */
final class ArmMachine {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int TAIL = 60;
    private static final String MARK = "=== ";
    private static final String STATUS = MARK + "status ";
    private static final String END = MARK + "end";

    private static final String INITRAMFS = """
        rm -rf $DIR
        mkdir -p $DIR/root
        cd $DIR/root
        cp -a $ARM/programs/usr $IMAGE .
        ln -s usr/bin usr/sbin usr/lib .
        mkdir -p busybox dev modules proc run sys tmp var/log
        for module in veth macvlan; do
          busybox xzcat $(find $ARM/kernel -name $module.ko.xz) >modules/$module.ko
        done
        cp $SCRIPT/* .
        find . | busybox cpio -o -H newc -R 0:0 >$DIR/initramfs
        cp $ARM/kernel/boot/vmlinuz-* $DIR/kernel
        rm -r $DIR/root
        """;

    private final Map<String, Output> answers;

    private ArmMachine(Map<String, Output> answers) {
        this.answers = answers;
    }

    /**
     * {@return the machine after it has run the script and has ended}
     *
     * @throws AssertionError with the last lines of its console, if it does not end within half an hour, or ends before the end of the
     *     script
     */
    static ArmMachine run() throws IOException, InterruptedException {
        Path debian = ArmDebian.folder();
        Path folder = debian.resolve("machine");
        Packages.shell(
                Map.of(
                        "DIR", folder.toString(),
                        "ARM", debian.toString(),
                        "IMAGE", ArmImage.home().toString(),
                        "SCRIPT", Path.of("src/test/machine").toAbsolutePath().toString()),
                INITRAMFS);
        List<String> console = boot(folder);
        if (!console.contains(END)) {
            throw new AssertionError("the machine has not run the script; the end of " + folder.resolve("console")
                    + ":\n" + String.join("\n", console.subList(Math.max(0, console.size() - TAIL), console.size())));
        }
        return new ArmMachine(answers(console));
    }

    /** {@return the lines of the console} */
    private static List<String> boot(Path folder) throws IOException, InterruptedException {
        Path console = folder.resolve("console");
        Process machine = new ProcessBuilder(
                        "qemu-system-aarch64",
                        "-machine",
                        "virt",
                        "-cpu",
                        "cortex-a72",
                        "-smp",
                        "2",
                        "-m",
                        "2G",
                        "-nographic",
                        "-no-reboot",
                        "-nic",
                        "none",
                        "-kernel",
                        folder.resolve("kernel").toString(),
                        "-initrd",
                        folder.resolve("initramfs").toString(),
                        "-append",
                        "console=ttyAMA0 loglevel=1 panic=-1") // the machine ends after a panic
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            machine.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            machine.destroyForcibly().onExit().join();
        }
        return Files.readString(console).lines().toList();
    }

    /** {@return what each command has answered, by the command's name} */
    private static Map<String, Output> answers(List<String> console) {
        Map<String, Output> answers = new HashMap<>();
        String name = "boot";
        List<String> lines = new ArrayList<>();
        for (String line : console) {
            if (line.startsWith(STATUS)) {
                int status = Integer.parseInt(line.substring(STATUS.length()));
                answers.put(name, new Output(List.of(name), status, String.join("\n", lines), "", Duration.ZERO));
            } else if (line.startsWith(MARK)) {
                name = line.substring(MARK.length());
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        return answers;
    }

    /**
     * {@return the status and the output of a command; its errors are part of the output}
     *
     * @param name the name of the command in the script
     * @throws AssertionError if the script has no such command
     */
    Output answer(String name) {
        Output answer = answers.get(name);
        if (answer == null) {
            throw new AssertionError("the script has no command " + name + ", only " + answers.keySet());
        }
        return answer;
    }
}
