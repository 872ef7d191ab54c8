/*
 * Measures the time of simultaneous calls of a CNI plugin in the node's network namespace.
 *
 * usage: timed NODE-NETNS CALLS PROGRAM [ARGUMENT...]
 *
 * CALLS is a file with a line for each call: CNI_NETNS, CNI_CONTAINERID, and the file to read as standard input. The rest of the
 * environment is the caller's. The output of the program goes to standard error. Prints one line: the nanoseconds from the start of the
 * first call to the end of the last one, the largest peak memory of a call in KiB, and the number of failed calls.
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

enum { MOST = 4096 };

static void die(const char *what) {
    perror(what);
    exit(2);
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

    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
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
    clock_gettime(CLOCK_MONOTONIC, &end);

    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    long long nanos = (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec;
    printf("%lld %ld %d\n", nanos, usage.ru_maxrss, failures);
    return 0;
}
