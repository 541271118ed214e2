/* hello.c: the ceiling: a FastCGI program that does nothing but answer
 *
 *   hello SOCKET WORKERS BYTES
 *
 * As many workers as a program of ours has, libfcgi as it is meant to be used, a body of so
 * many bytes. What a page needs beyond it is what we do. */
#include <fcgiapp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BACKLOG = 64, BODY_MOST = 1 << 20 };

static int serve(int listening, int bytes)
{
    FCGX_Request request;
    char *body = calloc(1, BODY_MOST);

    if (!body || bytes > BODY_MOST || FCGX_InitRequest(&request, listening, 0) != 0)
        return 1;
    memset(body, 'x', (size_t)bytes);
    while (FCGX_Accept_r(&request) == 0) {
        FCGX_PutS("Content-Type: text/html; charset=utf-8\r\n\r\n", request.out);
        FCGX_PutStr(body, bytes, request.out);
        FCGX_Finish_r(&request);
    }
    return 1;
}

int main(int argc, char **argv)
{
    int listening;
    int workers = argc == 4 ? (int)strtoul(argv[2], NULL, 10) : 0;

    if (workers < 1 || FCGX_Init() != 0)
        return 2;
    umask(0077);
    listening = FCGX_OpenSocket(argv[1], BACKLOG);
    for (int i = 0; i < workers; i++) {
        if (fork() != 0)
            continue;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        return serve(listening, (int)strtoul(argv[3], NULL, 10));
    }
    while (wait(NULL) > 0)
        ;
    return 0;
}
