/*
 * Hands a call to the resident agent of the node and prints its answer. If there is no agent, starts the plugin the cold way.
 *
 * usage: client SOCKET SCRIPT [ARGUMENT...]
 *        TYPE, a symbolic link to the client: does what bin/TYPE does, but starts a shell only if there is no agent
 *
 * SCRIPT is the script that the runtime has called; its name is the plugin type. The agent must send its greeting within 200 ms
 * (META_PLUGINS_AGENT_TIMEOUT), and the greeting must name this build of the image. Until then, and until the request is sent, nothing has
 * happened, so on failure the client runs the script again with an empty META_PLUGINS_AGENT, which makes it a cold call. Once the request is
 * sent, the call belongs to the agent. If the agent answers that it cannot make the call, the client runs the script again too. If the
 * connection breaks, it is unknown what the agent has done; the client reports error code 11, "try again later". Every call can be repeated.
 *
 * The build is the first line of the file "build" in the folder of this program. The Java package meta.launcher.agent describes the protocol.
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
    GREETING_BYTES = 32, CHUNK = 65536,
    CALL = 1, /* the kind of request */
    MAX_STDIN = (1 << 20) + 1, /* one byte more than the plugin accepts, so that the plugin reports the error */
    MAX_ANSWER = 1 << 26,
    SEND_TIMEOUT = 10000, /* milliseconds */
};
static const uint32_t GO_COLD = 0xffffffff; /* exit status of an answer: the agent does not make the call */

static char **arguments;

/* Runs the script again without an agent. Shell and JVM need a current folder that has a path. */
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

/* Returns the arguments that the script with the name of the link passes to the client. */
static char **of_link(char *link) {
    static char script[8192], *found[] = {"client", NULL, script, NULL};
    char *end = script + readlink("/proc/self/exe", script, 4000) - strlen("/lib/meta/client");
    if (end <= script || strcmp(end, "/lib/meta/client") != 0 || strlen(link) > 4000) {
        fprintf(stderr, "%s: the client must be called by a script in bin/ or by a symbolic link\n", link);
        exit(2);
    }
    sprintf(end, "/bin/%s", basename(link));
    found[1] = getenv("META_PLUGINS_AGENT");
    found[1] = found[1] != NULL ? found[1] : "/run/meta-plugins/agent.sock";
    return found;
}

/* The part of the configuration that has been read. */
static const char *config;
static size_t config_length;

/* Returns the index of the closing quote of a JSON string, or the end. at is the index after the opening quote. */
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

/* Returns the cniVersion at the top level of the configuration, or the oldest version if there is none. */
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
           "\"the agent: %s: %s; it is not known what it has done\"}\n",
           version_of_config(), what, strerror(errno));
    exit(1);
}

/* Returns -1 with errno on failure; EPROTO if the agent has closed the connection. */
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

/* Runs the script again after standard input was read: the script reads it from a file in memory. */
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

/* Sets SO_SNDTIMEO or SO_RCVTIMEO; 0 is no timeout. */
static void limit(int agent, int option, int milliseconds) {
    struct timeval timeout = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
    setsockopt(agent, SOL_SOCKET, option, &timeout, sizeof timeout);
}

/* Returns the timeout of the greeting in milliseconds. A longer wait would be slower than a cold call. */
static int greeting_timeout(void) {
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
    limit(agent, SO_SNDTIMEO, greeting_timeout()); /* connect waits while the agent's queue is full */
    if (connect(agent, (struct sockaddr *)&address, sizeof address) != 0) {
        start_cold();
    }
    limit(agent, SO_SNDTIMEO, SEND_TIMEOUT);
    return agent;
}

/* Writes the greeting of an agent of this build. */
static void write_greeting(char *greeting) {
    static const char protocol[] = "META-PLUGINS 2 ";
    char path[8192];
    memset(greeting, 0, GREETING_BYTES);
    ssize_t length = readlink("/proc/self/exe", path, 4000);
    char *end = length > 0 ? memrchr(path, '/', length) : NULL;
    if (end == NULL) {
        start_cold();
    }
    strcpy(end, "/build");
    int file = open(path, O_RDONLY | O_CLOEXEC);
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

static void await_greeting(int agent) {
    char expected[GREETING_BYTES];
    char greeting[GREETING_BYTES];
    write_greeting(expected);
    limit(agent, SO_RCVTIMEO, greeting_timeout());
    if (recv(agent, greeting, sizeof greeting, MSG_WAITALL) != sizeof greeting || memcmp(greeting, expected, sizeof greeting) != 0) {
        start_cold();
    }
    limit(agent, SO_RCVTIMEO, 0); /* the configuration decides how long a call may take; if the agent ends, the wait ends too */
}

/* The next message. It grows as needed, and begins with the length of the rest. */
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
    for (size_t length = 0; length < MAX_STDIN;) {
        ssize_t got = read(STDIN_FILENO, reserve(CHUNK), CHUNK);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            start_cold(); /* the plugin reports the error */
        }
        used += got > 0 ? got : 0;
        length += got > 0 ? got : 0;
        config = request + 4;
        config_length = length;
    }
    *reserve(1) = '\0'; /* so that strspn ends there */
    config = request + 4;
}

/* Sends the message, with the open files attached to its first byte. Returns -1 on failure. */
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
    do { /* opens closed standard streams, so that the connection does not become one of them */
        null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    } while (null >= 0 && null <= STDERR_FILENO);
    const char *netns = getenv("CNI_NETNS");
    size_t passed = 1;

    int agent = connect_to(arguments[1]);
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
    put_text(basename(arguments[2]));
    put_variables();
    if (send_request(agent, files, passed) != 0) {
        start_cold();
    }
    put_number(0);
    put_stdin();
    const char *input = request + 4;
    size_t input_length = used - 4;
    int sent = send_request(agent, NULL, 0); /* fails if the agent has answered already */

    uint32_t header[3]; /* exit status, bytes of standard output, bytes of standard error */
    if (receive(agent, header, sizeof header) != 0) {
        try_again(sent == 0 ? "no answer" : "the request could not be sent");
    }
    if (ntohl(header[0]) == GO_COLD) {
        close(agent);
        start_cold_with(input, input_length);
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
