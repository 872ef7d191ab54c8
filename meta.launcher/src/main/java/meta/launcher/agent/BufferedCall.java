package meta.launcher.agent;

import java.io.InputStream;
import java.util.Map;
import meta.core.call.CallClock;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CniCall;

/**
 * A call whose output is collected in memory, because it is sent to a client instead of being written to the output of this process.
 *
 * @param type the plugin type
 * @param environment the environment variables of the call
 */
record BufferedCall(String type, Map<String, String> environment) {

    /**
     * The outcome of a call, and the answer to its client.
     *
     * @param output holds the part of the log that the caller must write after the answer ({@link CallOutput#writeLog})
     */
    record Result(CallOutcome outcome, AgentAnswer answer, CallOutput output) {}

    /**
     * Runs the call on the calling thread.
     *
     * @param stdin the network configuration
     * @param services the services of the call, whose log writes to {@code output}
     * @param output the standard error and the log of the call
     */
    Result run(InputStream stdin, CallServices services, CallOutput output) {
        StringBuilder stdout = new StringBuilder();
        CallOutcome outcome = new CniCall(type, environment, stdin, services)
                .run(CallClock.start(), answer -> stdout.append(answer).append('\n'));
        return new Result(outcome, new AgentAnswer(outcome.status(), stdout.toString(), output.errors()), output);
    }
}
