/*
 * Measures how long calls of a CNI plugin take that start at the same time in the node's network namespace.
 *
 * usage: timed NODE-NETNS CALLS PROGRAM [ARGUMENT...]
 *
 * PROGRAM is the plugin. CALLS is a file with a line for each call, 4096 lines at most: the values of CNI_NETNS and CNI_CONTAINERID, and the
 * file that the plugin reads as its standard input, separated by blanks. All other variables are inherited. The plugin's standard output goes
 * to standard error.
 *
 * Prints one line with five numbers; times are in nanoseconds:
 *  1. the time from the start of the first call to the end of the last one
 *  2. the largest peak memory of a call in KiB
 *  3. the number of failed calls
 *  4. the processor time of all calls together
 *  5. the processor time of the agent, during the calls and 2 ms after the last one. BENCH_AGENT is the process id of the agent; if this
 *     variable is not set, the number is 0.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 4096, SETTLE_MICROS = 2000 };

static void die(const char *what) {
    perror(what);
    exit(2);
}

static long long nanos_of(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0) {
        die("clock_gettime");
    }
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Returns the processor time of the process in nanoseconds, including threads that have ended; 0 if pid is NULL. */
static long long nanos_of_agent(const char *pid) {
    clockid_t clock;
    if (pid == NULL) {
        return 0;
    }
    if (clock_getcpuclockid(atoi(pid), &clock) != 0) {
        die(pid);
    }
    return nanos_of(clock);
}

static void run(char *line, char **program) {
    char *end = strchr(line, '\n');
    if (end != NULL) {
        *end = '\0';
    }
    char *netns = strsep(&line, " "), *container = strsep(&line, " ");
    int in = open(line, O_RDONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(2, 1) < 0) {
        die(line);
    }
    unsetenv("BENCH_AGENT");
    setenv("CNI_NETNS", netns, 1);
    setenv("CNI_CONTAINERID", container, 1);
    execv(program[0], program);
    die(program[0]);
}

int main(int count, char **words) {
    static char lines[MOST][512];
    int calls = 0, failures = 0;
    FILE *file = count < 4 ? NULL : fopen(words[2], "re");
    if (file == NULL) {
        die("usage: timed NODE-NETNS CALLS PROGRAM [ARGUMENT...]");
    }
    while (calls < MOST && fgets(lines[calls], sizeof lines[calls], file) != NULL) {
        calls++;
    }
    int node = open(words[1], O_RDONLY | O_CLOEXEC);
    if (node < 0 || setns(node, CLONE_NEWNET) != 0) {
        die(words[1]);
    }

    const char *agent = getenv("BENCH_AGENT");
    long long agent_before = nanos_of_agent(agent);
    long long start = nanos_of(CLOCK_MONOTONIC);
    for (int i = 0; i < calls; i++) {
        pid_t child = fork();
        if (child == 0) {
            run(lines[i], words + 3);
        }
        if (child < 0) {
            die("fork");
        }
    }
    for (int i = 0; i < calls; i++) {
        int status;
        if (wait(&status) < 0 || status != 0) {
            failures++;
        }
    }
    long long wall = nanos_of(CLOCK_MONOTONIC) - start;
    if (agent != NULL) {
        usleep(SETTLE_MICROS); /* the agent writes its log after the answer */
    }
    long long of_agent = nanos_of_agent(agent) - agent_before;

    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    long long of_calls = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL
                         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
    printf("%lld %ld %d %lld %lld\n", wall, usage.ru_maxrss, failures, of_calls, of_agent);
    return 0;
}
