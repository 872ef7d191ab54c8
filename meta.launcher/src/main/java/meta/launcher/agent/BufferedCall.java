package meta.launcher.agent;

import java.io.InputStream;
import java.util.Map;
import meta.core.call.CallClock;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CniCall;

/**
 * A call whose output is collected in memory.
 *
 * @param type the plugin type
 */
record BufferedCall(String type, Map<String, String> environment) {

    /**
     * The outcome of a call, and the answer for its client.
     *
     * @param outcome if it has a shortage, the client must make a cold call instead
     * @param output its log must be written after the answer ({@link CallDiagnostics#writeLog})
     */
    record Result(CallOutcome outcome, AgentAnswer answer, CallDiagnostics output) {}

    /**
     * Runs the call on the calling thread. A failure of the call is its outcome, not an exception.
     *
     * @param stdin the network configuration
     * @param services their log writes to {@code output}
     */
    Result run(InputStream stdin, CallServices services, CallDiagnostics output) {
        StringBuilder stdout = new StringBuilder();
        CallOutcome outcome = new CniCall(type, environment, stdin, services)
                .run(CallClock.start(), answer -> stdout.append(answer).append('\n'));
        return new Result(outcome, new AgentAnswer(outcome.status(), stdout.toString(), output.errors()), output);
    }
}
