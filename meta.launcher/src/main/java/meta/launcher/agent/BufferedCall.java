package meta.launcher.agent;

import java.io.InputStream;
import java.util.Map;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.CniCall;

/**
 * A CNI call whose output is collected in memory.
 *
 * @param type the plugin type
 * @param environment the environment variables of the call
 */
record BufferedCall(String type, Map<String, String> environment) {

    /**
     * The outcome of a call, and the answer for its client.
     *
     * @param outcome the outcome; if its {@link CallOutcome#shortage} is not {@code NONE}, {@code answer} must not be sent
     * @param output the standard error and the log of the call
     */
    record Result(CallOutcome outcome, AgentAnswer answer, CallStderrAndLog output) {}

    /**
     * Runs the call on the calling thread, which may still be in the pod's namespace afterwards ({@link CniCall}). A failure of the call is
     * a result, not an exception.
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
