package meta.launcher.agent;

import java.io.InputStream;
import java.util.Map;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CniCall;

/**
 * A CNI call whose output is collected in memory, so that it can be sent to a client.
 *
 * @param type the plugin type
 * @param environment the environment variables of the call
 */
record BufferedCall(String type, Map<String, String> environment) {

    /**
     * The outcome of a call, and the answer for its client.
     *
     * @param outcome if {@link CallOutcome#shortage} is not {@code NONE}, this process could not make the call, and {@code answer} must not be sent
     * @param output {@link CallStderrAndLog#writeLog} must be called after the answer was sent
     */
    record Result(CallOutcome outcome, AgentAnswer answer, CallStderrAndLog output) {}

    /**
     * Runs the call on the calling thread. If the call fails, the result contains the error; this method does not throw it. Afterwards, the
     * thread may still be in the pod's namespace, see {@link CniCall}.
     *
     * @param stdin the network configuration
     * @param services must write their log to {@code output}
     */
    Result run(InputStream stdin, CallServices services, CallStderrAndLog output) {
        StringBuilder stdout = new StringBuilder();
        CallOutcome outcome = new CniCall(type, environment, stdin, services)
                .run(CallStopwatch.start(), answer -> stdout.append(answer).append('\n'));
        return new Result(outcome, new AgentAnswer(outcome.status(), stdout.toString(), output.errors()), output);
    }
}
