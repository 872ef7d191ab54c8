package meta.launcher.agent;

import java.io.InputStream;
import java.util.Map;
import meta.core.call.CallClock;
import meta.core.call.CallOutcome;
import meta.core.call.CallServices;
import meta.core.call.CniCall;

/**
 * A call whose output is collected in memory instead of being written to the output of this process. The agent sends the collected output to
 * a client.
 *
 * @param type the plugin type
 * @param environment the environment variables of the call
 */
record BufferedCall(String type, Map<String, String> environment) {

    /**
     * The outcome of a call, and the answer to its client.
     *
     * @param outcome how the call has ended; its shortage says whether the client must make the call without the agent instead
     * @param answer the answer, also if the call has failed
     * @param output holds the part of the log that the caller must write after the answer ({@link CallDiagnostics#writeLog})
     */
    record Result(CallOutcome outcome, AgentAnswer answer, CallDiagnostics output) {}

    /**
     * Runs the call on the calling thread. A failure of the call is its outcome, not an exception.
     *
     * @param stdin the network configuration
     * @param services the services of the call, whose log writes to {@code output}
     * @param output the standard error and the log of the call
     * @return the outcome and the answer, which was not sent
     */
    Result run(InputStream stdin, CallServices services, CallDiagnostics output) {
        StringBuilder stdout = new StringBuilder();
        CallOutcome outcome = new CniCall(type, environment, stdin, services)
                .run(CallClock.start(), answer -> stdout.append(answer).append('\n'));
        return new Result(outcome, new AgentAnswer(outcome.status(), stdout.toString(), output.errors()), output);
    }
}
