/*
 * Makes a call without the agent: finds the image, and starts its script. Starts the JVM directly if there is no shell, or if the image contains
 * a C library.
 *
 * The image is one of these. It is determined once, so that the whole call uses one version:
 *   the folder that PREFIX/current leads to, if the installer has written PREFIX into this program;
 *   the image that this program is part of, as lib/meta/client or as a file in bin/.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __aarch64__
#define LOADER "lib/meta/loader/ld-linux-aarch64.so.1"
#else
#define LOADER "lib/meta/loader/ld-linux-x86-64.so.2"
#endif

enum { LONGEST = 4096, PATH = 3 * LONGEST, MAX_CONFIG = (1 << 20) + 1, READY_SECONDS = 60 };

_Noreturn void fail(int code, const char *what, const char *place); /* client.c */

/* The installer writes the prefix after this text into the file. volatile, because the compiler must not replace a read by the empty prefix. */
static volatile const char stamp[256] = "meta-plugins prefix=";

static char home[PATH_MAX];
static const char *type;
static char **words;        /* the words of the command line that follow the type or the script */
static const char *started; /* the script that has started this program as client; NULL if it was started as TYPE */

const char *call_type(void) {
    return type;
}

/* Returns the path of a file of the image. The eighth call after this one overwrites the result. */
const char *image_file(const char *name) {
    static char paths[8][PATH];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, PATH, "%s/%s", home, name);
    return path;
}

/* Returns whether this is a plugin with this CNI_COMMAND; a missing command is "". */
static bool is_command(const char *name) {
    const char *command = getenv("CNI_COMMAND");
    return strcmp(type, "metactl") != 0 && strcmp(command != NULL ? command : "", name) == 0;
}

/* Finds the image; exits with an error if there is none. */
static void find_home(void) {
    char prefix[sizeof stamp], link[LONGEST];
    size_t text = strlen("meta-plugins") + strlen(" prefix="); /* one literal would put the text of the field into this program twice */
    for (size_t at = text; at < sizeof stamp; at++) {
        prefix[at - text] = stamp[at];
    }
    prefix[sizeof stamp - text - 1] = '\0';
    if (prefix[0] != '\0') {
        snprintf(link, sizeof link, "%s/current", prefix);
        if (realpath(link, home) == NULL) {
            fail(5, strerror(errno), link);
        }
        return;
    }
    ssize_t length = readlink("/proc/self/exe", home, sizeof home - 1);
    char *end = NULL;
    static const char client[] = "/lib/meta/client";
    if (length > (ssize_t)sizeof client && strcmp(home + length - strlen(client), client) == 0) {
        end = home + length - strlen(client);
    } else if (length > 0) {
        end = memrchr(home, '/', length);
        end = end != NULL ? memrchr(home, '/', end - home) : NULL;
    }
    if (end == NULL) {
        fail(5, "this program is not part of an image", home);
    }
    *end = '\0';
}

/* Begins the call of a program that was started as TYPE: finds the image. Answers VERSION at once and exits, because the answer is constant. */
void begin_call(char **all) {
    static char *nothing[] = {NULL};
    bool named = all[0] != NULL && all[0][0] != '\0';
    const char *called = named ? all[0] : (const char *)getauxval(AT_EXECFN);
    type = basename(called);
    words = named ? all + 1 : nothing;
    if (is_command("") && isatty(STDIN_FILENO)) { /* typed at a terminal: no configuration follows */
        int null = open("/dev/null", O_RDONLY);
        dup2(null, STDIN_FILENO);
    }
    find_home();
    if (is_command("VERSION")) {
        char answer[LONGEST];
        FILE *file = fopen(image_file("lib/meta/version.json"), "re");
        if (file != NULL && fgets(answer, sizeof answer, file) != NULL) {
            exit(fputs(answer, stdout) < 0 || fflush(stdout) != 0);
        }
    }
}

/* Begins the call of a program that was started as client. The script has already answered VERSION. */
void begin_call_of_script(char **script) {
    ssize_t length = readlink("/proc/self/exe", home, sizeof home - 1);
    char *end = length > 0 ? memrchr(home, '/', length) : home;
    *end = '\0'; /* the folder lib/meta */
    started = script[0];
    type = basename(script[0]);
    words = script + 1;
}

const char *build_file(void) {
    return image_file(started != NULL ? "build" : "lib/meta/build");
}

static bool is_script(const char *path) {
    char start[2];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool script = file >= 0 && read(file, start, sizeof start) == sizeof start && memcmp(start, "#!", sizeof start) == 0;
    close(file);
    return script;
}

/* Replaces this process by the program first[0] with the count words in first, then those of the command line. Returns only on failure. */
static void execute(const char **first, size_t count) {
    size_t more = 0;
    while (words[more] != NULL) {
        more++;
    }
    const char **all = calloc(count + more + 1, sizeof *all);
    if (all != NULL) {
        memcpy(all, first, count * sizeof *all);
        memcpy(all + count, words, more * sizeof *all);
        execv(all[0], (char **)all);
    }
}

/* Returns if there is no shell. */
static void execute_script(const char *script) {
    const char *first[] = {"/bin/sh", script};
    execute(first, 2);
}

/* Starts the JVM with the options and the environment that the script gives it. */
static _Noreturn void execute_java(void) {
    /* the caller's settings are for another JVM; file names are UTF-8 whatever the caller's locale */
    static const char *const unwanted[] = {
        "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS", "_JAVA_LAUNCHER_DEBUG",
        "CLASSPATH", "JAVA_HOME", "LD_PRELOAD", "LD_LIBRARY_PATH",
    };
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++) {
        unsetenv(unwanted[i]);
    }
    setenv("LC_ALL", "C.UTF-8", 1);
    bool agent = strcmp(type, "metactl") == 0 && words[0] != NULL && strcmp(words[0], "agent") == 0 && words[1] != NULL
        && strcmp(words[1], "run") == 0;
    if (agent) {
        setenv("MALLOC_ARENA_MAX", "1", 1);
    }
    static char libraries[4 * PATH], options[PATH + 1], cache[PATH + 32], native[PATH + 32];
    const char *loader = image_file(LOADER), *java = image_file("bin/java");
    snprintf(libraries, sizeof libraries, "%s/lib/meta/loader:%s/lib:%s/lib/server", home, home, home);
    snprintf(options, sizeof options, "@%s", image_file(agent ? "lib/meta/agent.options" : "lib/meta/jvm.options"));
    snprintf(cache, sizeof cache, "-XX:AOTCache=%s", image_file("lib/meta/calls.aot"));
    if (access(image_file("lib/meta/calls.aot"), F_OK) != 0) { /* for a missing cache, the JVM would print errors */
        strcpy(cache, "-XX:AOTMode=off");
    }
    snprintf(native, sizeof native, "-Djffi.boot.library.path=%s", image_file("lib"));
    const char *all[] = {loader, "--library-path", libraries, java, options, cache, native, "-m", "meta.launcher/meta.launcher.Main", type};
    size_t skipped = access(loader, X_OK) == 0 ? 0 : 3;
    execute(all + skipped, sizeof all / sizeof *all - skipped);
    fail(5, strerror(errno), all[skipped]);
}

/* Returns the seconds since the machine has started, rounded down; 0 if they are unknown. */
static long uptime(void) {
    long seconds = 0;
    FILE *file = fopen("/proc/uptime", "re");
    if (file == NULL || fscanf(file, "%ld", &seconds) != 1) {
        return 0;
    }
    fclose(file);
    return seconds;
}

/* Returns whether the path is of this kind and belongs to this user; false for a symbolic link. */
static bool is_own(const char *path, mode_t kind) {
    struct stat found;
    return lstat(path, &found) == 0 && (found.st_mode & S_IFMT) == kind && found.st_uid == geteuid();
}

/*
 * Returns whether the file mark says that the plugin was ready for this configuration less than a minute ago. The file contains the time in seconds
 * since the start of the machine, and the configuration. The script lib/meta/status uses the same file.
 */
static bool was_ready(const char *folder, const char *mark, const char *config, size_t length) {
    if (!is_own(folder, S_IFDIR) || !is_own(mark, S_IFREG)) {
        return false;
    }
    char *known = malloc(length + 64);
    int file = open(mark, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    ssize_t got = file >= 0 && known != NULL ? read(file, known, length + 63) : -1;
    close(file);
    if (got <= 0) {
        return false;
    }
    known[got] = '\0';
    size_t digits = strspn(known, "0123456789");
    long age = uptime() - atol(known);
    return digits > 0 && digits < 15 && (known[0] != '0' || digits == 1) && known[digits] == '\n' && age >= 0 && age < READY_SECONDS
        && (size_t)got == digits + 1 + length + 1 && memcmp(known + digits + 1, config, length) == 0 && known[got - 1] == '\n';
}

/* Writes the file of was_ready. A failure only means that the next STATUS starts a JVM. */
static void write_ready(const char *folder, const char *mark, const char *config) {
    static char temporary[PATH + 32];
    snprintf(temporary, sizeof temporary, "%s.%d", mark, (int)getpid());
    mkdir(folder, 0700);
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        return;
    }
    bool written = dprintf(file, "%ld\n%s\n", uptime(), config) > 0;
    close(file);
    if (!written || rename(temporary, mark) != 0) {
        unlink(temporary);
    }
}

/*
 * Answers STATUS and exits. Starts no JVM if the plugin was ready for the same configuration less than a minute ago. Otherwise forks, and returns
 * only in the child process, which becomes the JVM.
 */
static void answer_status(const char *folder) {
    static char config[MAX_CONFIG + 1], mark[PATH];
    size_t length = 0;
    for (ssize_t got = 1; got > 0 && length < MAX_CONFIG; length += got > 0 ? got : 0) {
        got = read(STDIN_FILENO, config + length, MAX_CONFIG - length);
    }
    while (length > 0 && config[length - 1] == '\n') {
        length--;
    }
    config[length] = '\0';
    snprintf(mark, sizeof mark, "%s/ready.%s", folder, type);
    if (was_ready(folder, mark, config, length)) {
        exit(0);
    }
    int input = memfd_create("stdin", 0), status;
    pid_t jvm = input >= 0 && dprintf(input, "%s\n", config) > 0 && lseek(input, 0, SEEK_SET) == 0 ? fork() : -1;
    if (jvm < 0) {
        fail(5, strerror(errno), "STATUS");
    }
    if (jvm == 0) {
        dup2(input, STDIN_FILENO);
        return;
    }
    while (waitpid(jvm, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        write_ready(folder, mark, config);
    }
    exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* Makes the call without the agent. Ensures that the current folder has a path, because shell and JVM need one. */
_Noreturn void start_cold(void) {
    char folder[LONGEST];
    if (strcmp(type, "metactl") != 0) { /* the agent commands of metactl read the variable */
        setenv("META_PLUGINS_AGENT", "", 1); /* so that the script does not start the client again */
    }
    if (getcwd(folder, sizeof folder) == NULL && chdir("/") != 0) {
        fail(5, strerror(errno), "chdir /");
    }
    if (started != NULL) {
        execute_script(started);
        fail(5, strerror(errno), "/bin/sh");
    }
    char name[LONGEST];
    snprintf(name, sizeof name, "bin/%s", type);
    if (access(image_file(LOADER), X_OK) != 0 && is_script(image_file(name))) {
        execute_script(image_file(name)); /* returns if there is no shell */
    }
    const char *ready = getenv("META_PLUGINS_READY");
    ready = ready != NULL ? ready : "/run/meta-plugins";
    if (is_command("STATUS") && ready[0] != '\0') {
        answer_status(ready);
        setenv("META_PLUGINS_READY", "", 1);
    }
    execute_java();
}
