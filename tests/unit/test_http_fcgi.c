/* test_http_fcgi.c: a worker on a socket, spoken to as nginx would */
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/number.h"
#include "http/fcgi.h"
#include "kit/unit.h"

enum { BEGIN = 1, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, LIMIT = 1000, WORKERS = 3 };

struct scene {
    struct arena *arena;
    char dir[64];
    const char *path;
    int listening;
    int visits[2]; /* a byte for each visit that began */
    pid_t workers[WORKERS];
};

/* One visit: answers a=N with N bytes, and a body with its length. */
static void visit(struct fcgi *fcgi, struct arena *arena, int began)
{
    struct request request;
    struct str body = {0};
    struct strbuf answer = {.arena = arena};
    enum status opened = request_open(arena, fcgi_params(fcgi, arena), &request);
    enum status got;
    int64_t len = 0;

    if (write(began, "v", 1) != 1)
        _exit(3);
    got = fcgi_read(fcgi, arena, request.body_len, LIMIT, &body);
    if (number_parse(form_get(&request.query, "a"), 0, 1 << 20, &len) != OK)
        len = 0;
    strbuf_put_format(&answer, "%s %s %zu.", status_word(opened), status_word(got), body.len);
    while (answer.len < (size_t)len)
        strbuf_put_byte(&answer, 'x');
    got = fcgi_answer(fcgi, STR("Status: 200 OK\r\n\r\n"), strbuf_str(&answer));
    if (got != OK && got != BROKEN) /* the caller may have gone */
        _exit(4);
    fcgi_finish(fcgi);
}

static NORETURN void worker(const struct scene *scene)
{
    struct arena *life = arena_new(0, 0);
    struct arena *arena = arena_new(0, 0);
    struct fcgi *fcgi = NULL;
    enum status status = fcgi_open(life, scene->listening, &fcgi);

    while (status == OK) {
        arena_reset(arena);
        status = fcgi_accept(fcgi);
        if (status == OK)
            visit(fcgi, arena, scene->visits[1]);
    }
    arena_free(arena);
    arena_free(life);
    _exit(status == NOT_FOUND ? 0 : 1);
}

static int scene_open(void **state)
{
    struct arena *arena = arena_new(0, 0);
    struct scene *scene = ARENA_NEW(arena, struct scene);
    const char *tmp = getenv("TMPDIR");
    struct str why = {0};

    scene->arena = arena;
    snprintf(scene->dir, sizeof(scene->dir), "%.40s/fcgi.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(scene->dir));
    scene->path = str_format(scene->arena, "%s/w.sock", scene->dir).at;
    assert_int_equal(fcgi_listen(scene->arena, scene->path, 16, &scene->listening, &why), OK);
    assert_int_equal(pipe(scene->visits), 0);
    *state = scene;
    return 0;
}

static void workers_start(struct scene *scene, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        scene->workers[i] = fork();
        assert_true(scene->workers[i] >= 0);
        if (scene->workers[i] == 0)
            worker(scene);
    }
}

/* How the worker ended: its exit code. */
static int worker_wait(struct scene *scene, size_t i)
{
    int status = 0;

    assert_int_equal(waitpid(scene->workers[i], &status, 0), scene->workers[i]);
    scene->workers[i] = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int scene_close(void **state)
{
    struct scene *scene = *state;

    for (size_t i = 0; i < WORKERS; i++)
        if (scene->workers[i] > 0) {
            kill(scene->workers[i], SIGKILL);
            worker_wait(scene, i);
        }
    close(scene->listening);
    close(scene->visits[0]);
    close(scene->visits[1]);
    unlink(scene->path);
    rmdir(scene->dir);
    arena_free(scene->arena);
    return 0;
}

static int line_open(const struct scene *scene)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval patience = {.tv_sec = 20};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(address.sun_path, scene->path, strlen(scene->path));
    assert_true(fd >= 0);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)), 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

static void record_send(int fd, int type, struct str content)
{
    unsigned char head[8] = {1,
                             (unsigned char)type,
                             0,
                             1,
                             (unsigned char)(content.len >> 8),
                             (unsigned char)(content.len & 0xff)};

    assert_int_equal(send(fd, head, sizeof(head), MSG_NOSIGNAL), sizeof(head));
    if (content.len > 0)
        assert_int_equal(send(fd, content.at, content.len, MSG_NOSIGNAL), content.len);
}

static void param_put(struct strbuf *params, const char *name, const char *value)
{
    strbuf_put_byte(params, (char)strlen(name));
    strbuf_put_byte(params, (char)strlen(value));
    strbuf_put_z(params, name);
    strbuf_put_z(params, value);
}

/* Everything but the body. */
static int visit_begin(const struct scene *scene, const char *target, size_t body_len)
{
    struct strbuf params = {.arena = scene->arena};
    int fd = line_open(scene);

    param_put(&params, "REQUEST_METHOD", "POST");
    param_put(&params, "REQUEST_URI", target);
    param_put(&params, "CONTENT_TYPE", "text/plain");
    param_put(&params, "CONTENT_LENGTH", str_format(scene->arena, "%zu", body_len).at);
    record_send(fd, BEGIN, (struct str){"\0\1\0\0\0\0\0\0", 8});
    record_send(fd, PARAMS, strbuf_str(&params));
    record_send(fd, PARAMS, STR(""));
    return fd;
}

static void visit_body(int fd, struct str body)
{
    if (body.len > 0)
        record_send(fd, STDIN, body);
    record_send(fd, STDIN, STR(""));
}

static void bytes_take(int fd, void *into, size_t len)
{
    assert_int_equal(recv(fd, into, len, MSG_WAITALL), len);
}

/* The whole answer; the size of the largest record goes to *largest. */
static const char *visit_end(const struct scene *scene, int fd, size_t *largest)
{
    struct strbuf answer = {.arena = scene->arena};
    unsigned char head[8];
    char content[65536 + 256];

    *largest = 0;
    do {
        size_t len;

        bytes_take(fd, head, sizeof(head));
        len = (size_t)head[4] << 8 | head[5];
        bytes_take(fd, content, len + head[6]);
        if (head[1] == STDOUT)
            strbuf_put(&answer, (struct str){content, len});
        *largest = len > *largest ? len : *largest;
    } while (head[1] != END);
    assert_int_equal(recv(fd, head, 1, 0), 0); /* the line is not kept */
    close(fd);
    return str_z(scene->arena, strbuf_str(&answer));
}

static void answers(void **state)
{
    struct scene *scene = *state;
    size_t largest;
    int fd;

    workers_start(scene, 1);
    fd = visit_begin(scene, "/x", 5);
    visit_body(fd, STR("hello"));
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\nok ok 5.");
    fd = visit_begin(scene, "/x?a=100000", 0);
    visit_body(fd, STR(""));
    assert_int_equal(strlen(visit_end(scene, fd, &largest)), 100000 + 18);
    assert_int_equal(largest, 32 << 10);
    fd = visit_begin(scene, "//x", 0);
    visit_body(fd, STR(""));
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\ninvalid ok 0.");
}

static void limits_bodies(void **state)
{
    struct scene *scene = *state;
    char large[LIMIT + 1] = {0};
    size_t largest;
    int fd;

    workers_start(scene, 1);
    fd = visit_begin(scene, "/x", sizeof(large));
    visit_body(fd, (struct str){large, sizeof(large)});
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\nok too_much 0.");
    fd = visit_begin(scene, "/x", LIMIT);
    visit_body(fd, (struct str){large, LIMIT});
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\nok ok 1000.");
    fd = visit_begin(scene, "/x", 5);
    visit_body(fd, STR("hell"));
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\nok invalid 0.");
}

static void survives_rude_callers(void **state)
{
    struct scene *scene = *state;
    size_t largest;
    int fd;

    workers_start(scene, 1);
    close(line_open(scene)); /* nothing sent */
    fd = line_open(scene);
    record_send(fd, 99, STR("what?"));
    close(fd);
    fd = line_open(scene);
    assert_int_equal(send(fd, "GET / HTTP/1.1\r\n\r\n", 18, MSG_NOSIGNAL), 18);
    close(fd);
    fd = visit_begin(scene, "/x", 5); /* gone before the body */
    close(fd);
    fd = visit_begin(scene, "/x", 0);
    visit_body(fd, STR(""));
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\nok ok 0.");
}

static void ends_between_visits(void **state)
{
    struct scene *scene = *state;
    char byte;
    size_t largest;
    int fd;

    workers_start(scene, 1);
    fd = visit_begin(scene, "/x", 2);
    assert_int_equal(read(scene->visits[0], &byte, 1), 1); /* it waits for the body now */
    assert_int_equal(kill(scene->workers[0], SIGTERM), 0);
    visit_body(fd, STR("ok"));
    assert_string_equal(visit_end(scene, fd, &largest), "Status: 200 OK\r\n\r\nok ok 2.");
    assert_int_equal(worker_wait(scene, 0), 0);

    workers_start(scene, 1);
    fd = visit_begin(scene, "/x", 0);
    visit_body(fd, STR(""));
    visit_end(scene, fd, &largest);
    assert_int_equal(kill(scene->workers[0], SIGTERM), 0); /* idle */
    assert_int_equal(worker_wait(scene, 0), 0);
}

static void shares_a_socket(void **state)
{
    struct scene *scene = *state;
    size_t largest;

    workers_start(scene, WORKERS);
    for (size_t round = 0; round < 50; round++) {
        int fds[4];

        for (size_t i = 0; i < COUNT_OF(fds); i++)
            fds[i] = visit_begin(scene, "/x", 0);
        for (size_t i = 0; i < COUNT_OF(fds); i++)
            visit_body(fds[i], STR(""));
        for (size_t i = 0; i < COUNT_OF(fds); i++)
            assert_string_equal(visit_end(scene, fds[i], &largest),
                                "Status: 200 OK\r\n\r\nok ok 0.");
    }
    for (size_t i = 0; i < WORKERS; i++)
        kill(scene->workers[i], SIGTERM);
    for (size_t i = 0; i < WORKERS; i++)
        assert_int_equal(worker_wait(scene, i), 0);
}

static void guards_its_socket(void **state)
{
    struct scene *scene = *state;
    struct strbuf path = {.arena = scene->arena};
    struct stat about;
    struct str why = {0};
    int fd;

    assert_int_equal(stat(scene->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
    assert_int_equal(fcgi_listen(scene->arena, scene->path, 16, &fd, &why), INVALID);
    assert_non_null(strstr(str_z(scene->arena, why), "another process answers on it"));
    close(scene->listening); /* killed: the file stays */
    assert_int_equal(fcgi_listen(scene->arena, scene->path, 16, &scene->listening, &why), OK);
    assert_int_equal(fcgi_listen(scene->arena,
                                 str_format(scene->arena, "%s/no/w", scene->dir).at, 16, &fd,
                                 &why),
                     INVALID);
    assert_non_null(strstr(str_z(scene->arena, why), "No such file or directory"));
    while (path.len < 200)
        strbuf_put_z(&path, "/long");
    assert_int_equal(
        fcgi_listen(scene->arena, str_z(scene->arena, strbuf_str(&path)), 16, &fd, &why),
        INVALID);
    assert_non_null(strstr(str_z(scene->arena, why), "choose a shorter run_dir"));
}

int main(void)
{
#define TEST(fn) cmocka_unit_test_setup_teardown(fn, scene_open, scene_close)
    const struct CMUnitTest tests[] = {
        TEST(answers),
        TEST(limits_bodies),
        TEST(survives_rude_callers),
        TEST(ends_between_visits),
        TEST(shares_a_socket),
        TEST(guards_its_socket),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
