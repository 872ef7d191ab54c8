/*
 * Sends a call to the agent of the node and prints its answer. If no agent answers, makes a cold call: a call without the agent (cold.c).
 *
 * usage: TYPE [ARGUMENT...]
 *        client SOCKET SCRIPT [ARGUMENT...]
 *
 * As TYPE, this program is the plugin: a copy in a folder of CNI plugins into which the installer has written its prefix, a symbolic link to
 * lib/meta/client, or a copy in bin/ of an image. TYPE is the last part of argument 0, which can differ from the name of the file. The
 * variable META_PLUGINS_AGENT contains the path of the agent's socket. As client, the program is started by SCRIPT, a file in bin/ whose name
 * is the plugin type. The type metactl always starts without the agent.
 *
 * The agent must send its greeting within 200 ms (META_PLUGINS_AGENT_TIMEOUT, in milliseconds), and the greeting must contain this build of the
 * image. On any failure before the request is sent, the client makes a cold call, because the agent has done nothing. After that, it makes a
 * cold call only if the agent tells it to. If the connection breaks, or the agent sends nothing for a minute (META_PLUGINS_AGENT_SILENCE, in
 * milliseconds), it is unknown what the agent has done. The client then reports error code 11, "try again later", because every call can be
 * repeated.
 *
 * The first line of the file lib/meta/build is the build. The Java package meta.launcher.agent describes the protocol.
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
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    GREETING_BYTES = 32, CHUNK = 65536,
    CALL = 1, /* the kind of request */
    MAX_STDIN = (1 << 20) + 1, /* one byte more than the plugin accepts, so that the plugin reports the error */
    MAX_ANSWER = 1 << 26,
    SEND_TIMEOUT = 10000, /* milliseconds */
};
/* What the agent can send instead of an exit status. */
static const uint32_t GO_COLD = 0xffffffff; /* the client must make the call without the agent */
static const uint32_t WORKING = 0xfffffffe; /* the agent works on the call, and will send more */
static const uint32_t TOO_LARGE = 0xfffffffd; /* like GO_COLD, but at a low priority: the call needs too much memory for the agent */

/* A call with a larger standard input, or one that is too large for the agent, gets this nice value, so that it does not delay other calls. */
enum { LOW_PRIORITY = 10, LARGE_INPUT = 32 << 10 };

/* cold.c */
void begin_call(char **words);
void begin_call_of_script(char **script);
const char *call_type(void);
const char *build_file(void);
_Noreturn void start_cold(void);

/* The part of the configuration that was read from standard input. */
static const char *config;
static size_t config_length;

/* Returns the index of the closing quote of a JSON string; config_length if there is none. at is the index after the opening quote. */
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

/* Returns the cniVersion at the top level of the configuration; the oldest version if there is none or it is not a version. */
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

/* Reports error code 11, and exits. errno is the cause. */
static _Noreturn void try_again(const char *what) {
    printf("{\"cniVersion\":\"%s\",\"code\":11,\"msg\":\"try again later\",\"details\":"
           "\"the agent: %s: %s; it is not known what it has done\"}\n",
           version_of_config(), what, strerror(errno));
    exit(1);
}

static size_t used;
static void put_number(uint32_t number);
static void put_stdin(void);

/* Reports the error of a call that cannot be started, and exits. Reads standard input if it was not read, because it contains the cniVersion. */
_Noreturn void fail(int code, const char *what, const char *place) {
    static bool failing; /* if standard input cannot be read, put_stdin may call this function again */
    if (config == NULL && !failing) {
        failing = true;
        used = 0;
        put_number(0);
        put_stdin();
    }
    printf("{\"cniVersion\":\"%s\",\"code\":%d,\"msg\":\"%s\",\"details\":\"", version_of_config(), code, what);
    for (; *place != '\0'; place++) {
        putchar((unsigned char)*place < ' ' || *place == '"' || *place == '\\' ? '?' : *place);
    }
    printf("\"}\n");
    exit(1);
}

/* Receives exactly length bytes. Returns -1 with errno on failure: EPROTO if the agent has closed the connection, ETIMEDOUT after the timeout. */
static int receive(int agent, void *to, size_t length) {
    for (char *at = to; length > 0;) {
        ssize_t got = recv(agent, at, length, MSG_WAITALL);
        errno = got == 0 ? EPROTO : errno == EAGAIN ? ETIMEDOUT : errno;
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return -1;
        }
        at += got > 0 ? got : 0;
        length -= got > 0 ? got : 0;
    }
    return 0;
}

/* Makes a cold call after standard input was read: replaces standard input by a file in memory with the same content. */
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
        try_again("the call is not made, and its input cannot be passed on");
    }
    if (file != STDIN_FILENO) {
        close(file);
    }
    start_cold();
}

/* Sets the timeout SO_SNDTIMEO or SO_RCVTIMEO. */
static void limit(int agent, int option, int milliseconds) {
    struct timeval timeout = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
    setsockopt(agent, SOL_SOCKET, option, &timeout, sizeof timeout);
}

/* Returns the milliseconds in a variable of the environment; otherwise, if they are missing or not positive. */
static int milliseconds(const char *variable, int otherwise) {
    const char *given = getenv(variable);
    int milliseconds = given != NULL ? atoi(given) : 0;
    return milliseconds > 0 ? milliseconds : otherwise;
}

/* In milliseconds. It is short, because a cold call takes about 100 ms. */
static int greeting_timeout(void) {
    return milliseconds("META_PLUGINS_AGENT_TIMEOUT", 200);
}

/* Returns the connection. If there is no agent, makes a cold call. */
static int connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        start_cold();
    }
    strcpy(address.sun_path, path);
    int agent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    limit(agent, SO_SNDTIMEO, greeting_timeout()); /* connect waits while the agent's queue is full */
    if (connect(agent, (struct sockaddr *)&address, sizeof address) != 0) {
        start_cold();
    }
    limit(agent, SO_SNDTIMEO, SEND_TIMEOUT);
    return agent;
}

/* Writes the greeting that an agent of this build sends. If the build cannot be read, makes a cold call. */
static void write_greeting(char *greeting) {
    static const char protocol[] = "META-PLUGINS 2 ";
    memset(greeting, 0, GREETING_BYTES);
    int file = open(build_file(), O_RDONLY | O_CLOEXEC);
    memcpy(greeting, protocol, sizeof protocol - 1);
    char *build = greeting + sizeof protocol - 1;
    ssize_t got = file >= 0 ? read(file, build, GREETING_BYTES - (sizeof protocol - 1)) : -1;
    if (got <= 0) {
        start_cold();
    }
    close(file);
    char *line = memchr(build, '\n', got);
    if (line != NULL) {
        memset(line, 0, greeting + GREETING_BYTES - line);
    }
}

/* Receives the greeting. If it is late or another one, makes a cold call. */
static void await_greeting(int agent) {
    char expected[GREETING_BYTES];
    char greeting[GREETING_BYTES];
    write_greeting(expected);
    limit(agent, SO_RCVTIMEO, greeting_timeout());
    if (recv(agent, greeting, sizeof greeting, MSG_WAITALL) != sizeof greeting || memcmp(greeting, expected, sizeof greeting) != 0) {
        start_cold();
    }
    /* a call may take any time, as its configuration says; but an agent that works on a call reports that every ten seconds */
    limit(agent, SO_RCVTIMEO, milliseconds("META_PLUGINS_AGENT_SILENCE", 60000));
}

/* The next message to the agent. It grows as needed. Its first number is the length of the rest. */
static char *request;
static size_t room;

/* Returns the end of the message, with room for length bytes. Earlier pointers into the message become invalid. */
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

/* A plugin reads the variables of CNI, those of meta-plugins, and TRACEPARENT, the trace that the call belongs to. */
static bool is_read_by_plugin(const char *variable) {
    static const char *const beginnings[] = {"CNI_", "META_PLUGINS_", "TRACEPARENT="};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (strncmp(variable, beginnings[i], strlen(beginnings[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void lower_priority(void) {
    setpriority(PRIO_PROCESS, 0, LOW_PRIORITY); /* on failure, the call has its default priority */
}

static void put_variables(void) {
    size_t count_at = used;
    uint32_t count = 0;
    put_number(0);
    for (char **variable = environ; *variable != NULL; variable++) {
        if (is_read_by_plugin(*variable)) {
            put_text(*variable);
            count++;
        }
    }
    write_number(count_at, count);
}

/* Appends standard input. If it cannot be read, makes a cold call. */
static void put_stdin(void) {
    for (size_t length = 0; length < MAX_STDIN;) {
        ssize_t got = read(STDIN_FILENO, reserve(CHUNK), CHUNK);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            start_cold(); /* the plugin then reports the error */
        }
        used += got > 0 ? got : 0;
        length += got > 0 ? got : 0;
        config = request + 4;
        config_length = length;
        if (length > LARGE_INPUT) {
            lower_priority();
        }
    }
    *reserve(1) = '\0'; /* a limit for strspn in version_of_config */
    config = request + 4;
}

/* Sends the message with the open files attached to its first byte, and empties it. Returns -1 on failure. */
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
    int files[2], refused = 0, null;
    do { /* opens standard streams that are closed, because the connection would become one of them */
        null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    } while (null >= 0 && null <= STDERR_FILENO);
    const char *socket = getenv("META_PLUGINS_AGENT");
    socket = socket != NULL ? socket : "/run/meta-plugins/agent.sock";
    if (count >= 3 && strcmp(basename(words[0]), "client") == 0) {
        socket = words[1];
        begin_call_of_script(words + 2);
    } else {
        begin_call(words);
    }
    if (strcmp(call_type(), "metactl") == 0) {
        start_cold();
    }
    const char *netns = getenv("CNI_NETNS");
    size_t passed = 1;

    int agent = connect_to(socket);
    files[0] = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    if (files[0] < 0) {
        start_cold();
    }
    await_greeting(agent);

    if (netns != NULL && *netns != '\0') {
        files[1] = open(netns, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* the open of a pipe would wait for a writer */
        passed += files[1] >= 0;
        refused = files[1] < 0 ? errno : 0;
    }
    put_number(0);
    put_number(CALL);
    put_number(refused);
    put_text(call_type());
    put_variables();
    if (send_request(agent, files, passed) != 0) {
        start_cold();
    }
    put_number(0);
    put_stdin();
    const char *input = request + 4;
    size_t input_length = used - 4;
    int sent = send_request(agent, NULL, 0); /* a failure is no error if the agent has already answered */

    uint32_t header[3]; /* exit status, bytes of standard output, bytes of standard error */
    do {
        if (receive(agent, header, sizeof *header) != 0) {
            try_again(sent == 0 ? "no answer" : "the request could not be sent");
        }
    } while (ntohl(header[0]) == WORKING);
    bool large = ntohl(header[0]) == TOO_LARGE;
    if (ntohl(header[0]) == GO_COLD || large) {
        close(agent);
        if (large) {
            lower_priority();
        }
        start_cold_with(input, input_length);
    }
    if (receive(agent, header + 1, sizeof header - sizeof *header) != 0) {
        try_again("incomplete answer");
    }
    size_t output = ntohl(header[1]);
    size_t errors = ntohl(header[2]);
    char *answer = output <= MAX_ANSWER && errors <= MAX_ANSWER ? malloc(output + errors + 1) : NULL;
    if (answer == NULL || receive(agent, answer, output + errors) != 0) {
        try_again("incomplete answer");
    }
    fwrite(answer + output, 1, errors, stderr);
    fwrite(answer, 1, output, stdout); /* if the reader has closed the pipe, the result is discarded */
    return ntohl(header[0]);
}
