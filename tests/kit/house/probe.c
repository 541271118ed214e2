/* probe.c: what an intruder would try first, from inside the sandbox of a web program
 *
 * Compiled by house-trial.sh and run under the unit of inbox; one line a try, with the kernel's
 * answer. Nothing may say "Success". */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void tell(const char *what, int failed)
{
    printf("%s: %s\n", what, failed ? strerror(errno) : "Success");
    fflush(stdout);
}

/* A program that starts answers 0; one that doesn't, with its errno. */
static void start(const char *what, const char *path)
{
    pid_t pid = fork();
    int how = 0;

    if (pid == 0) {
        char *words[] = {(char *)path, NULL};

        close(STDOUT_FILENO);
        execv(path, words);
        _exit(errno);
    }
    waitpid(pid, &how, 0);
    errno = WEXITSTATUS(how);
    tell(what, errno != 0);
}

/* What it writes itself may not be started either. */
static void start_copy(void)
{
    static const char script[] = "#!/bin/sh\n";
    int fd = open("/tmp/copied", O_WRONLY | O_CREAT, 0700);

    if (fd >= 0 && write(fd, script, sizeof(script) - 1) > 0)
        close(fd);
    start("copied", "/tmp/copied");
}

int main(void)
{
    struct timespec now = {.tv_sec = 1};

    start("shell", "/bin/sh");
    start_copy();
    tell("internet", socket(AF_INET, SOCK_STREAM, 0) < 0);
    tell("netlink", socket(AF_NETLINK, SOCK_RAW, 0) < 0);
    tell("raw", socket(AF_PACKET, SOCK_RAW, 0) < 0);
    tell("etc", open("/etc/branchline/branchline.conf", O_WRONLY) < 0);
    tell("run", open("/run/branchline/x", O_WRONLY | O_CREAT, 0600) < 0);
    tell("proc", open("/proc/1/environ", O_RDONLY) < 0);
    tell("namespace", unshare(CLONE_NEWUSER) < 0);
    tell("mount", mount("none", "/tmp", "tmpfs", 0, NULL) < 0);
    tell("trace", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0);
    tell("code", mmap(NULL, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                     MAP_FAILED);
    tell("setuid", setuid(0) < 0);
    tell("clock", clock_settime(CLOCK_REALTIME, &now) < 0);
    return 0;
}
