package meta.image.torture;

import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Image;
import meta.image.cni.CniCall;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * A cold call of the image whose process is killed when it makes the n-th system call of one kind.
 *
 * @param call the call
 * @param function the system call
 * @param number n, from 1
 */
record KilledProcess(Call call, String function, int number) {
    /** Every change of a call happens during one of these system calls, or between two of them. */
    static final List<String> FUNCTIONS = List.of("sendto", "recvfrom", "setns");

    /** {@return the answer; it is not {@code killed} if the process makes fewer of these system calls} */
    Call.Answer make(World world) {
        CniCall plain = new CniCall(
                Image.bin(world.it().type().plugin), world.node(), call.environment(world), call.config(world));
        List<String> words = new ArrayList<>(List.of("strace", "-f", "-qqq", "--seccomp-bpf", "-o", "/dev/null"));
        words.addAll(List.of("-e", "trace=" + function));
        words.addAll(List.of("-e", "inject=" + function + ":signal=KILL:when=" + number));
        words.add(plain.plugin().toString());
        Output output = Command.of(words)
                .in(world.node())
                .with(plain.environment())
                .reading(plain.stdin())
                .run();
        boolean killed = output.status() == 128 + 9 || output.status() == 9;
        int code = output.status() == 0 ? 0 : 1;
        return new Call.Answer(code, output.stdout(), killed);
    }

    @Override
    public String toString() {
        return "process killed at " + function + " " + number;
    }
}
