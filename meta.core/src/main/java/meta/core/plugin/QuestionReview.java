package meta.core.plugin;

import java.util.List;
import meta.netlink.IpAddress;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.net.Netns;

/** Reviews the questions of third-party steps. */
final class QuestionReview {
    static final int MAX_QUESTIONS = 1000;

    private static final String WILDCARD = "*";

    private QuestionReview() {}

    /**
     * Reviews the questions of a step.
     *
     * @throws PlanningException if a question is invalid, or the questions exceed a limit
     * @throws NullPointerException for most null parts of a question
     */
    static void review(List<Question> questions) {
        ObjectReview.requireAtMost(MAX_QUESTIONS, questions.size(), "questions");
        long addresses = 0;
        for (Question question : questions) {
            review(question);
            addresses += question instanceof Question.HostNeighbors(List<IpAddress> asked) ? asked.size() : 0;
        }
        ObjectReview.requireAtMost(PlanReview.MAX_ITEMS, addresses, "addresses in its questions");
    }

    private static void review(Question question) {
        switch (question) {
            case Question.HostLink(String name) -> ObjectReview.requireDeviceName(name);
            case Question.HostDevice(String name) -> ObjectReview.requireDeviceName(name);
            case Question.HostRoutes(String name) -> ObjectReview.requireDeviceName(name);
            case Question.HostTableOf(IpAddress destination, IpAddress source) -> {
                if (!destination.family().equals(source.family())) {
                    throw ObjectReview.invalid("the routing table for a packet from " + source + " to " + destination
                            + "; both must be IPv4 addresses, or both IPv6 addresses");
                }
            }
            case Question.HostRules _, Question.HostNeighbors _, Question.HostTunnels _ -> {}
            case Question.Sysctls(Netns netns, String path) -> {
                ObjectReview.requireShort(path, "the path of a sysctl");
                ObjectReview.requireNetworkSysctl(netns.toString(), path); // toString() rejects a null
                requireOneWildcard(path);
            }
        }
    }

    /** Requires that at most one part of the path is {@code *}, and that this is not the last part. */
    private static void requireOneWildcard(String path) {
        int count = 0;
        for (String part : path.split("/", -1)) {
            count += part.equals(WILDCARD) ? 1 : 0;
        }
        if (count > 1 || path.endsWith("/" + WILDCARD)) {
            throw ObjectReview.invalid(
                    "the sysctls /proc/sys/" + path + "; \"*\" can stand for the name of one folder only");
        }
    }
}
