/* unit.h: what the unit tests of base, text and crypto share: cmocka, an arena, texts */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/status.h"
#include "base/str.h"

/* Each test gets an arena of its own as *state. */
UNUSED static int arena_up(void **state)
{
    *state = arena_new(0, 0);
    return 0;
}

UNUSED static int arena_down(void **state)
{
    arena_free(*state);
    return 0;
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, arena_up, arena_down)

/* Texts are compared as strings, so that a failure shows both. */
#define ASSERT_STR(arena, text, expected)                                                      \
    assert_string_equal(str_z((arena), (text)), (expected))

/* A text again and again. */
UNUSED static struct str repeated(struct arena *arena, const char *text, size_t times)
{
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < times; i++)
        strbuf_put_z(&buf, text);
    return strbuf_str(&buf);
}

/* A file of the checkout or of what was built, whole. */
UNUSED static struct str file_text(struct arena *arena, const char *root_name,
                                   const char *fallback, const char *path)
{
    const char *root = getenv(root_name) ? getenv(root_name) : fallback;
    struct str whole = str_format(arena, "%s/%s", root, path);
    struct strbuf buf = {.arena = arena};
    FILE *file = fopen(whole.at, "r");
    char bytes[4096];
    size_t len;

    if (!file)
        fail_msg("%s can't be read", whole.at);
    while ((len = fread(bytes, 1, sizeof(bytes), file)) > 0)
        strbuf_put(&buf, (struct str){.at = bytes, .len = len});
    fclose(file);
    return strbuf_str(&buf);
}
