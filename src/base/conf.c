/* conf.c: the configuration file, `key = value` a line, # for comments */
#include "base/conf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"

enum { FILE_MOST = 64 << 10, EXIT_CONFIG = 78 };

struct entry {
    struct entry *next;
    const char *key;
    const char *value;
};

struct conf {
    struct entry *entries;
    const char *path;
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static enum status file_read(struct arena *arena, const char *path, struct str *out)
{
    ON_EXIT(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *text = arena_take(arena, FILE_MOST);
    size_t len = 0;

    if (fd < 0)
        return BROKEN;
    while (len < FILE_MOST) {
        ssize_t got = read(fd, text + len, FILE_MOST - len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return BROKEN;
        if (got == 0)
            break;
        len += (size_t)got;
    }
    *out = (struct str){.at = text, .len = len};
    return OK;
}

/* systemd's LoadCredential= gives a service a folder with just its own secrets, which stands
 * before the one that the file names. */
static void credentials_take(struct arena *arena, struct conf *conf)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    struct entry *entry;

    if (!folder)
        return;
    entry = ARENA_NEW(arena, struct entry);
    *entry = (struct entry){.next = conf->entries, .key = "secret_dir", .value = folder};
    conf->entries = entry;
}

static enum status conf_add(struct arena *arena, struct conf *conf, struct str line)
{
    struct str rest = line;
    struct str key = str_trim(str_cut(&rest, '='));
    struct entry *entry;

    if (key.len == 0 || str_find(line, '=') == line.len)
        return INVALID;
    entry = ARENA_NEW(arena, struct entry);
    *entry = (struct entry){
        .next = conf->entries, .key = str_z(arena, key), .value = str_z(arena, str_trim(rest))};
    conf->entries = entry;
    return OK;
}

enum status conf_read(struct arena *arena, const char *path, struct conf **out, struct str *why)
{
    struct conf *conf = ARENA_NEW(arena, struct conf);
    struct str rest;

    *conf = (struct conf){.path = path};
    if (file_read(arena, path, &rest) != OK) {
        *why = str_format(arena, "%s can't be read: %s", path, strerror(errno));
        return INVALID;
    }
    for (int number = 1; rest.len > 0; number++) {
        struct str line = str_trim(str_cut(&rest, '\n'));

        if (line.len == 0 || line.at[0] == '#')
            continue;
        if (conf_add(arena, conf, line) != OK) {
            *why = str_format(arena, "%s: line %d is not \"key = value\"", path, number);
            return INVALID;
        }
    }
    credentials_take(arena, conf);
    *out = conf;
    return OK;
}

const char *conf_text_or(const struct conf *conf, const char *key, const char *otherwise)
{
    for (const struct entry *entry = conf->entries; entry; entry = entry->next)
        if (strcmp(entry->key, key) == 0)
            return entry->value;
    return otherwise;
}

const char *conf_text(const struct conf *conf, const char *key)
{
    const char *value = conf_text_or(conf, key, NULL);

    if (!value) {
        fprintf(stderr, "%s: the key \"%s\" is missing\n", conf->path, key);
        exit(EXIT_CONFIG);
    }
    return value;
}

int64_t conf_number(const struct conf *conf, const char *key, int64_t min, int64_t max,
                    int64_t otherwise)
{
    const char *value = conf_text_or(conf, key, NULL);
    int64_t number;

    if (!value)
        return otherwise;
    if (number_parse(str_of(value), min, max, &number) != OK) {
        fprintf(stderr, "%s: \"%s\" must be a whole number from %lld to %lld\n", conf->path,
                key, (long long)min, (long long)max);
        exit(EXIT_CONFIG);
    }
    return number;
}

enum status conf_secret(struct arena *arena, const char *path, struct str *out)
{
    struct str text;

    TRY(file_read(arena, path, &text));
    *out = str_trim(text);
    return OK;
}
