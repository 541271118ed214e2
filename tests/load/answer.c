/* answer.c: an HTTP answer that comes in pieces */
#include "load/answer.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"

enum { CODE_AT = 9, CODE_LEN = 3 };

static bool is_named(struct str line, const char *name, struct str *value)
{
    size_t len = strlen(name);

    if (line.len <= len || strncasecmp(line.at, name, len) != 0 || line.at[len] != ':')
        return false;
    *value = str_trim(str_from(line, len + 1));
    return true;
}

static void head_read(struct answer *answer, struct str head)
{
    int64_t number = 0;
    struct str value;

    if (number_parse(str_upto(str_from(head, CODE_AT), CODE_LEN), 100, 999, &number) == OK)
        answer->code = (unsigned)number;
    while (head.len > 0) {
        struct str line = str_cut(&head, '\n');

        if (is_named(line, "content-length", &value) &&
            number_parse(value, 0, INT32_MAX, &number) == OK)
            answer->left = (size_t)number;
        else if (is_named(line, "transfer-encoding", &value))
            answer->chunked = true;
        else if (is_named(line, "retry-after", &value))
            answer->retry_after = value.len > 0;
        else if (is_named(line, "connection", &value))
            answer->closes = str_is(value, "close");
    }
}

/* A chunked body ends with an empty chunk. */
static bool body_take(struct answer *answer, struct str piece)
{
    size_t room = sizeof(answer->tail);

    if (!answer->chunked) {
        answer->left -= piece.len < answer->left ? piece.len : answer->left;
        return answer->left == 0;
    }
    for (size_t i = piece.len > room ? piece.len - room : 0; i < piece.len; i++) {
        memmove(answer->tail, answer->tail + 1, room - 1);
        answer->tail[room - 1] = piece.at[i];
    }
    return memcmp(answer->tail, "0\r\n\r\n", room) == 0;
}

bool answer_take(struct answer *answer, struct str piece)
{
    size_t before = answer->len;
    size_t room = sizeof(answer->head) - before;
    size_t taken = piece.len < room ? piece.len : room;
    struct str head;
    size_t end;

    if (answer->code)
        return body_take(answer, piece);
    memcpy(answer->head + before, piece.at, taken);
    answer->len += taken;
    head = (struct str){.at = answer->head, .len = answer->len};
    end = str_find_str(head, STR("\r\n\r\n"));
    if (end == head.len)
        return answer->len == sizeof(answer->head); /* no head of ours */
    head_read(answer, str_upto(head, end));
    return body_take(answer, str_from(piece, end + 4 - before));
}
