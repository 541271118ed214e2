/* doctor_place.c: the programs, their sockets and their secrets, as they lie on this machine
 *
 * A program's own --check is the proof of its start: statements under its grants, result
 * columns, templates, keys. It runs as that program's unix user, with the secrets that systemd
 * has handed to the service that runs now. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool/doctor.h"
#include "tool/rights.h"

enum { SAID_MOST = 1000 };

static const struct service {
    const char *name;
    const char *socket;
    int type;
} services[] = {
    {"login", "login.sock", SOCK_STREAM},  {"inbox", "inbox.sock", SOCK_STREAM},
    {"send", "send.sock", SOCK_STREAM},    {"admin", "admin.sock", SOCK_STREAM},
    {"schedd", "schedd.bell", SOCK_DGRAM}, {"esmed", "esmed.bell", SOCK_DGRAM},
    {"dlrd", "dlrd.bell", SOCK_DGRAM},     {"maild", "maild.bell", SOCK_DGRAM},
    {"seald", "seald.bell", SOCK_DGRAM},
};

static void fd_close(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* The folder of the programs: program_dir, or where this command itself lies. */
static const char *program_dir(const struct tool *tool)
{
    const char *folder = conf_text_or(tool->conf, "program_dir", NULL);
    char *self = arena_take(tool->arena, PATH_MAX);
    ssize_t len = readlink("/proc/self/exe", self, PATH_MAX - 1);
    char *slash;

    if (folder || len <= 0)
        return folder ? folder : ".";
    self[len] = '\0';
    slash = strrchr(self, '/');
    *slash = '\0';
    return self;
}

/* A child: as another program's user if `as` names one, else as who started us; never returns.
 */
__attribute__((noreturn)) static void child_run(struct tool *tool, const char *as,
                                                char *const *words, int out)
{
    const char *prefix = conf_text_or(tool->conf, "user_prefix", NULL);
    struct str handed = str_format(tool->arena, "/run/credentials/%s%s.service",
                                   prefix ? prefix : "", as ? as : "");

    if (dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0)
        _exit(EXIT_NOT_DONE);
    if (as ? rights_become(tool, as) != OK : seteuid(getuid()) != 0) {
        dprintf(STDERR_FILENO, "only root may ask it as another unix user\n");
        _exit(EXIT_NOT_DONE);
    }
    if (prefix && access(handed.at, X_OK) == 0)
        setenv("CREDENTIALS_DIRECTORY", handed.at, 1);
    execv(words[0], words);
    dprintf(STDERR_FILENO, "%s: %s\n", words[0], strerror(errno));
    _exit(EXIT_NOT_DONE);
}

/* What it said when it did not end well, one line; absent if it did. */
static struct str child_complaint(struct tool *tool, const char *as, char *const *words)
{
    ON_EXIT(fd_close) int from = -1;
    char *said = arena_take(tool->arena, SAID_MOST);
    size_t len = 0;
    ssize_t got;
    int ends[2];
    int how = -1;
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return STR("no pipe could be made");
    from = ends[0];
    pid = fork();
    if (pid == 0)
        child_run(tool, as, words, ends[1]);
    close(ends[1]);
    while (len < SAID_MOST && (got = read(from, said + len, SAID_MOST - len)) > 0)
        len += (size_t)got;
    if (pid < 0 || waitpid(pid, &how, 0) != pid)
        return STR("it could not be started");
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return (struct str){0};
    return tool_cell(tool->arena, str_trim((struct str){.at = said, .len = len}));
}

/* systemd holds the sockets of what does not run, so it is asked where it is there. */
static bool service_runs(struct tool *tool, const char *name)
{
    const char *prefix = conf_text_or(tool->conf, "user_prefix", NULL);
    struct str unit = str_format(tool->arena, "%s%s.service", prefix ? prefix : "", name);
    char *words[] = {"/usr/bin/systemctl", "is-active", (char *)(uintptr_t)unit.at, NULL};

    return !prefix || access("/run/systemd/system", F_OK) != 0 ||
           !child_complaint(tool, NULL, words).at;
}

static struct str program_check(struct tool *tool, const char *name)
{
    struct str path = str_format(tool->arena, "%s/%s", program_dir(tool), name);
    char *words[] = {(char *)(uintptr_t)path.at, "--conf", (char *)(uintptr_t)tool->conf_path,
                     "--check", NULL};

    return child_complaint(tool, name, words);
}

static bool socket_answers(struct tool *tool, const struct service *service)
{
    ON_EXIT(rights_give_back) UNUSED uid_t own = rights_take_up();
    ON_EXIT(fd_close) int fd = socket(AF_UNIX, service->type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int len = snprintf(address.sun_path, sizeof(address.sun_path), "%s/%s",
                       conf_text(tool->conf, "run_dir"), service->socket);

    /* EAGAIN: it has more to do than it takes, but it is there. */
    return fd >= 0 && len > 0 && (size_t)len < sizeof(address.sun_path) &&
           (connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0 ||
            errno == EAGAIN);
}

static void program_look(struct tool *tool, const struct service *service, int *faults)
{
    struct str said;

    if (!service_runs(tool, service->name)) {
        doctor_wrong(
            faults,
            "Its log says why (journalctl -u branchline-NAME); then: systemctl restart "
            "branchline.target.",
            "%s does not run.", service->name);
        return;
    }
    said = program_check(tool, service->name);
    if (!said.at)
        doctor_well("%s may start: its statements, grants and templates are right.",
                    service->name);
    else
        doctor_wrong(
            faults,
            "Install and set up once more: make install, then branchline-setup. If the "
            "database is the finding above, mend that first.",
            "%s would not start: %.*s", service->name, STR_ARG(said));
    if (socket_answers(tool, service))
        doctor_well("%s runs: somebody listens on %s.", service->name, service->socket);
    else
        doctor_wrong(faults, "Start it: systemctl restart branchline.target (`make run`).",
                     "Nobody listens on %s/%s.", conf_text(tool->conf, "run_dir"),
                     service->socket);
}

void doctor_programs(struct tool *tool, int *faults)
{
    for (size_t i = 0; i < COUNT_OF(services); i++) {
        fflush(stdout); /* or a child would say it again */
        program_look(tool, &services[i], faults);
    }
}

static void folder_close(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

/* The public half of a key, which others may read and nobody may write. */
static bool is_public(const char *name, mode_t mode)
{
    return str_ends(str_of(name), STR(".pub")) && (mode & 0777) == 0444;
}

void doctor_secrets(struct tool *tool, int *faults)
{
    ON_EXIT(rights_give_back) UNUSED uid_t own = rights_take_up();
    const char *path = conf_text(tool->conf, "secret_dir");
    ON_EXIT(folder_close) DIR *folder = opendir(path);
    const struct dirent *entry;
    int open = 0;

    if (!folder) {
        doctor_wrong(faults, "Run branchline-setup, which makes it.", "%s can't be read: %s.",
                     path, strerror(errno));
        return;
    }
    while ((entry = readdir(folder))) {
        struct stat file;

        if (fstatat(dirfd(folder), entry->d_name, &file, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(file.st_mode) || (file.st_mode & (S_IRWXG | S_IRWXO)) == 0 ||
            is_public(entry->d_name, file.st_mode))
            continue;
        doctor_wrong(&open, "chmod 0400 it, and make a new secret: it may have been read.",
                     "%s/%s can be read by others.", path, entry->d_name);
    }
    if (open == 0)
        doctor_well("No secret can be read by others.");
    *faults += open;
}
