/* qr.c: a text as a QR code, drawn by whoever has the page */
#include "text/qr.h"

#include <qrencode.h>
#include <stdbool.h>

enum { QUIET = 4, DARK = 1 };

static void code_free(QRcode **code)
{
    QRcode_free(*code);
}

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && (code->data[y * code->width + x] & DARK) != 0;
}

/* A row's dark runs, each a rectangle one module high. */
static void row_put(struct strbuf *path, const QRcode *code, int y)
{
    for (int x = 0; x < code->width; x++) {
        int begin = x;

        while (is_dark(code, x, y))
            x++;
        if (x > begin)
            strbuf_put_format(path, "M%d %dh%dv1h-%dz", begin + QUIET, y + QUIET, x - begin,
                              x - begin);
    }
}

enum status qr_draw(struct arena *arena, struct str text, struct qr *out)
{
    ON_EXIT(code_free) QRcode *code = NULL;
    struct strbuf path = {.arena = arena};

    if (text.len == 0 || str_find(text, '\0') < text.len)
        return INVALID;
    code = QRcode_encodeString8bit(str_z(arena, text), 0, QR_ECLEVEL_M);
    if (!code)
        return INVALID;
    for (int y = 0; y < code->width; y++)
        row_put(&path, code, y);
    *out = (struct qr){.path = strbuf_str(&path), .size = (uint32_t)(code->width + 2 * QUIET)};
    return OK;
}
