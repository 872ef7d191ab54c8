/*
 * Hands a call to the node's resident agent and prints its answer; where it cannot, starts the plugin the cold way.
 *
 * usage: client SOCKET SCRIPT [ARGUMENT...]
 *        TYPE, a link to the client: as bin/TYPE, but that a shell is started only where there is no agent
 *
 * SCRIPT is what the runtime has called, and its name the plugin type. Until the agent has said its hello, which it must within 200 ms
 * (META_PLUGINS_AGENT_TIMEOUT) and must be that of this very build of the image, and has been told what is called, nothing has happened:
 * the script is run again with META_PLUGINS_AGENT empty, so that it does without an agent. From then on the call is the agent's, until it
 * answers that it has no room for the call: then the script is run again too. If the connection breaks, what has been done is not known, and
 * the runtime is told to try again (code 11): every call may be repeated.
 *
 * The build is what the first line of the file "build" beside this program says. The protocol is that of the Java package
 * meta.launcher.agent, which says what it looks like.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    HELLO_BYTES = 32, CHUNK = 65536,
    CALL = 1, /* what is asked */
    LARGEST_STDIN = (1 << 20) + 1, /* a byte more than the plugin takes: that it is too much is the plugin's to say */
    LARGEST_ANSWER = 1 << 26,
    SENDING = 10000, /* how long an agent may leave a request unread, in milliseconds */
};
static const uint32_t GO_COLD = 0xffffffff; /* the exit status of an answer that says: without me */

static char **arguments;

/* The cold way: the script once more, without an agent. Shell and JVM need a current folder that has a path. */
static void start_cold(void) {
    char folder[8192];
    setenv("META_PLUGINS_AGENT", "", 1);
    arguments[1] = "sh";
    if (getcwd(folder, sizeof folder) != NULL || chdir("/") == 0) {
        execv("/bin/sh", arguments + 1);
    }
    perror("/bin/sh");
    exit(127);
}

/* What the script of the link's name would have called the client with. */
static char **of_link(char *link) {
    static char script[8192], *found[] = {"client", NULL, script, NULL};
    char *end = script + readlink("/proc/self/exe", script, 4000) - strlen("/lib/meta/client");
    if (end <= script || strcmp(end, "/lib/meta/client") != 0 || strlen(link) > 4000) {
        fprintf(stderr, "%s: is called neither by a script of bin/ nor by a link to it\n", link);
        exit(2);
    }
    sprintf(end, "/bin/%s", basename(link));
    found[1] = getenv("META_PLUGINS_AGENT");
    found[1] = found[1] != NULL ? found[1] : "/run/meta-plugins/agent.sock";
    return found;
}

/* The configuration as far as it has been read; what follows it in memory is not to be looked at. */
static const char *config;
static size_t config_length;

/* A JSON text's first byte after its opening quote; returns the place of its closing quote, or the end. */
static size_t end_of_text(size_t at) {
    while (at < config_length && config[at] != '"') {
        at += config[at] == '\\' ? 2 : 1;
    }
    return at < config_length ? at : config_length;
}

static size_t after_blanks(size_t at) {
    while (at < config_length && strchr(" \t\r\n", config[at]) != NULL && config[at] != '\0') {
        at++;
    }
    return at;
}

/* The cniVersion of the configuration itself, not of its prevResult; the oldest one where it is not known. */
static const char *version_of_config(void) {
    static char version[16];
    static const char key[] = "cniVersion";
    int depth = 0;
    for (size_t at = 0; at < config_length; at++) {
        depth += config[at] == '{' || config[at] == '[';
        depth -= config[at] == '}' || config[at] == ']';
        if (config[at] != '"') {
            continue;
        }
        size_t begin = at + 1;
        at = end_of_text(begin);
        size_t colon = after_blanks(at + 1);
        bool named = depth == 1 && at - begin == sizeof key - 1 && memcmp(config + begin, key, sizeof key - 1) == 0;
        if (!named || colon >= config_length || config[colon] != ':') {
            continue;
        }
        size_t value = after_blanks(colon + 1) + 1;
        size_t length = value < config_length ? strspn(config + value, "0123456789.") : 0;
        if (length > 0 && length < sizeof version && value + length < config_length && config[value - 1] == '"'
            && config[value + length] == '"') {
            memcpy(version, config + value, length);
            return version;
        }
    }
    return "0.1.0";
}

static void try_again(const char *what) {
    printf("{\"cniVersion\":\"%s\",\"code\":11,\"msg\":\"try again later\",\"details\":"
           "\"the agent: %s: %s; what it had done by then is not known\"}\n",
           version_of_config(), what, strerror(errno));
    exit(1);
}

/* -1 with errno where they do not come; EPROTO where the other end is gone. */
static int receive(int agent, void *to, size_t length) {
    for (char *at = to; length > 0;) {
        ssize_t got = recv(agent, at, length, MSG_WAITALL);
        errno = got == 0 ? EPROTO : errno;
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return -1;
        }
        at += got > 0 ? got : 0;
        length -= got > 0 ? got : 0;
    }
    return 0;
}

/* The cold way when standard input is read: the script reads it from a file of its own. */
static void start_cold_with(const char *input, size_t length) {
    int file = memfd_create("stdin", 0);
    for (size_t written = 0; file >= 0 && written < length;) {
        ssize_t more = write(file, input + written, length - written);
        if (more < 0 && errno != EINTR) {
            break;
        }
        written += more > 0 ? more : 0;
    }
    if (file < 0 || lseek(file, 0, SEEK_CUR) != (off_t)length || lseek(file, 0, SEEK_SET) != 0 ||
        dup2(file, STDIN_FILENO) < 0) {
        try_again("has no room for this call, and its input cannot be handed on");
    }
    if (file != STDIN_FILENO) {
        close(file);
    }
    start_cold();
}

/* How long a connection, or what is read from it, may take; 0 for ever. */
static void limit(int agent, int option, int milliseconds) {
    struct timeval timeout = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
    setsockopt(agent, SOL_SOCKET, option, &timeout, sizeof timeout);
}

/* How long an agent may take to say hello, in milliseconds: a call is worse off waiting for it than without it. */
static int hello_timeout(void) {
    const char *given = getenv("META_PLUGINS_AGENT_TIMEOUT");
    int milliseconds = given != NULL ? atoi(given) : 0;
    return milliseconds > 0 ? milliseconds : 200;
}

static int connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        start_cold();
    }
    strcpy(address.sun_path, path);
    int agent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    limit(agent, SO_SNDTIMEO, hello_timeout()); /* connect waits where the agent's queue is full */
    if (connect(agent, (struct sockaddr *)&address, sizeof address) != 0) {
        start_cold();
    }
    limit(agent, SO_SNDTIMEO, SENDING);
    return agent;
}

/* The hello of an agent of this build. */
static void write_hello(char *hello) {
    static const char protocol[] = "META-PLUGINS 2 ";
    char path[8192];
    memset(hello, 0, HELLO_BYTES);
    ssize_t length = readlink("/proc/self/exe", path, 4000);
    char *end = length > 0 ? memrchr(path, '/', length) : NULL;
    if (end == NULL) {
        start_cold();
    }
    strcpy(end, "/build");
    int file = open(path, O_RDONLY | O_CLOEXEC);
    memcpy(hello, protocol, sizeof protocol - 1);
    char *build = hello + sizeof protocol - 1;
    ssize_t got = file >= 0 ? read(file, build, HELLO_BYTES - (sizeof protocol - 1)) : -1;
    if (got <= 0) {
        start_cold();
    }
    close(file);
    char *line = memchr(build, '\n', got);
    if (line != NULL) {
        memset(line, 0, hello + HELLO_BYTES - line);
    }
}

static void await_hello(int agent) {
    char expected[HELLO_BYTES];
    char hello[HELLO_BYTES];
    write_hello(expected);
    limit(agent, SO_RCVTIMEO, hello_timeout());
    if (recv(agent, hello, sizeof hello, MSG_WAITALL) != sizeof hello || memcmp(hello, expected, sizeof hello) != 0) {
        start_cold();
    }
    limit(agent, SO_RCVTIMEO, 0);
}

/* What is sent next: it grows as needed, and begins with the length of the rest. */
static char *request;
static size_t used, room;

static char *reserve(size_t length) {
    if (room - used < length) {
        room = 2 * (used + length);
        request = realloc(request, room);
        if (request == NULL) {
            perror("client");
            exit(1);
        }
    }
    return request + used;
}

static void write_number(size_t at, uint32_t number) {
    number = htonl(number);
    memcpy(request + at, &number, sizeof number);
}

static void put_number(uint32_t number) {
    reserve(sizeof number);
    write_number(used, number);
    used += sizeof number;
}

static void put_text(const char *text) {
    size_t length = strlen(text);
    put_number(length);
    memcpy(reserve(length), text, length);
    used += length;
}

static void put_variables(void) {
    size_t count_at = used;
    uint32_t count = 0;
    put_number(0);
    for (char **variable = environ; *variable != NULL; variable++) {
        if (strncmp(*variable, "CNI_", 4) == 0 || strncmp(*variable, "META_PLUGINS_", 13) == 0) {
            put_text(*variable);
            count++;
        }
    }
    write_number(count_at, count);
}

static void put_stdin(void) {
    for (size_t length = 0; length < LARGEST_STDIN;) {
        ssize_t got = read(STDIN_FILENO, reserve(CHUNK), CHUNK);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            start_cold(); /* the call is not made without it, and the plugin says what is wrong with it */
        }
        used += got > 0 ? got : 0;
        length += got > 0 ? got : 0;
        config = request + 4;
        config_length = length;
    }
    *reserve(1) = '\0'; /* so that a look at the text ends there */
    config = request + 4;
}

/* All of it, and the open files along with its first byte; -1 where it cannot be sent. */
static int send_request(int agent, const int *files, size_t count) {
    union {
        char bytes[CMSG_SPACE(2 * sizeof(int))];
        struct cmsghdr header;
    } control = {.header = {.cmsg_len = CMSG_LEN(count * sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    struct iovec data = {.iov_base = request, .iov_len = used};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    if (count > 0) {
        memcpy(CMSG_DATA(&control.header), files, count * sizeof(int));
        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    }
    write_number(0, used - 4);
    while (data.iov_len > 0) {
        ssize_t sent = sendmsg(agent, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return -1;
        }
        if (sent > 0) {
            data.iov_base = (char *)data.iov_base + sent;
            data.iov_len -= sent;
            message.msg_controllen = 0;
        }
    }
    used = 0;
    return 0;
}

int main(int count, char **words) {
    arguments = count < 3 ? of_link(words[0]) : words;
    int files[2], refused = 0, null;
    do { /* or the connection would take the place of a standard stream that is closed; it cannot be read either */
        null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    } while (null >= 0 && null <= STDERR_FILENO);
    const char *netns = getenv("CNI_NETNS");
    size_t passed = 1;

    int agent = connect_to(arguments[1]);
    files[0] = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    if (files[0] < 0) {
        start_cold();
    }
    await_hello(agent);

    if (netns != NULL && *netns != '\0') {
        files[1] = open(netns, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe in its place would keep us waiting for a writer */
        passed += files[1] >= 0;
        refused = files[1] < 0 ? errno : 0;
    }
    put_number(0);
    put_number(CALL);
    put_number(refused);
    put_text(basename(arguments[2]));
    put_variables();
    if (send_request(agent, files, passed) != 0) {
        start_cold();
    }
    put_number(0);
    put_stdin();
    const char *input = request + 4;
    size_t input_length = used - 4;
    int sent = send_request(agent, NULL, 0); /* an agent that has answered already reads no more */

    uint32_t header[3]; /* exit status, bytes of standard output, bytes of standard error */
    if (receive(agent, header, sizeof header) != 0) {
        try_again(sent == 0 ? "no answer" : "the request could not be sent");
    }
    if (ntohl(header[0]) == GO_COLD) {
        close(agent);
        start_cold_with(input, input_length);
    }
    size_t output = ntohl(header[1]);
    size_t complaints = ntohl(header[2]);
    char *answer = output <= LARGEST_ANSWER && complaints <= LARGEST_ANSWER ? malloc(output + complaints + 1) : NULL;
    if (answer == NULL || receive(agent, answer, output + complaints) != 0) {
        try_again("half an answer");
    }
    fwrite(answer + output, 1, complaints, stderr);
    fwrite(answer, 1, output, stdout); /* if the reader has closed the pipe, the result is discarded */
    return ntohl(header[0]);
}
