/* view_scene.h: a folder of templates for one test, gone after it */
#pragma once

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kit/unit.h"
#include "view/view.h"

#define HEAD "{{%AUTOESCAPE context=\"HTML\"}}\n"

struct scene {
    struct arena *arena;
    char dir[64];
};

static const char *const scene_files[] = {"frame/page.tpl", "a/list.tpl", "a/message-row.tpl",
                                          "b/message-row.tpl"};

UNUSED static int scene_open(void **state)
{
    struct arena *arena = arena_new(0, 0);
    struct scene *scene = ARENA_NEW(arena, struct scene);
    const char *tmp = getenv("TMPDIR");
    char path[128];

    scene->arena = arena;
    snprintf(scene->dir, sizeof(scene->dir), "%.40s/tpl.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(scene->dir));
    for (const char *const *d = (const char *const[]){"frame", "a", "b", NULL}; *d; d++) {
        snprintf(path, sizeof(path), "%s/%s", scene->dir, *d);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    *state = scene;
    return 0;
}

UNUSED static int scene_close(void **state)
{
    struct scene *scene = *state;
    char path[128];

    for (size_t i = 0; i < COUNT_OF(scene_files); i++) {
        snprintf(path, sizeof(path), "%s/%s", scene->dir, scene_files[i]);
        if (unlink(path) != 0 && errno != ENOENT)
            return 1;
    }
    for (const char *const *d = (const char *const[]){"frame", "a", "b", "", NULL}; *d; d++) {
        snprintf(path, sizeof(path), "%s/%s", scene->dir, *d);
        if (rmdir(path) != 0)
            return 1;
    }
    arena_free(scene->arena);
    return 0;
}

UNUSED static void file_put(const struct scene *scene, const char *file, const char *text)
{
    struct str path = str_format(scene->arena, "%s/%s", scene->dir, file);
    FILE *out = fopen(path.at, "we");

    assert_non_null(out);
    assert_int_equal(fputs(text, out) >= 0, 1);
    assert_int_equal(fclose(out), 0);
}

#define FILES(...) ((const char *const[]){__VA_ARGS__, NULL})

UNUSED static struct tpl *tpl_good(const struct scene *scene, const char *const *files)
{
    struct tpl *tpl = NULL;
    struct str why = {0};

    if (tpl_open(scene->arena, scene->dir, files, &tpl, &why) != OK)
        fail_msg("%.*s", STR_ARG(why));
    return tpl;
}

UNUSED static const char *render(const struct scene *scene, const struct tpl *tpl,
                                 const char *file, const struct dict *dict)
{
    struct strbuf out = {.arena = scene->arena};

    assert_int_equal(tpl_render(tpl, file, dict, &out), OK);
    return str_z(scene->arena, strbuf_str(&out));
}

/* One file, one variable x. */
UNUSED static const char *render_x(const struct scene *scene, const char *body, struct str x)
{
    struct tpl *tpl;
    struct dict *dict;

    file_put(scene, "a/list.tpl", str_format(scene->arena, "%s%s", HEAD, body).at);
    tpl = tpl_good(scene, FILES("a/list.tpl"));
    dict = dict_new(tpl, scene->arena);
    dict_text(dict, "x", x);
    return render(scene, tpl, "a/list.tpl", dict);
}
