/* inbound_text.c: what handsets wrote: segments put together, octets read, numbers spelled */
#include <ctype.h>
#include <string.h>

#include "model/message/inbound.h"
#include "text/coding.h"
#include "text/phone.h"
#include "text/utf8.h"

enum { NUMBER_MOST = 16 /* characters, as the column holds */, SEGMENTS = 256 };

/* Append the text of octets that were joined from segments of one coding. */
static void octets_read(struct strbuf *text, uint8_t coding, const struct strbuf *octets)
{
    struct str read;

    if (octets->len == 0)
        return;
    if (coding_decode(text->arena, coding, strbuf_str(octets), &read) == OK)
        strbuf_put(text, read);
    else
        strbuf_put_format(text, "[%zu bytes that are not text]", octets->len);
}

/* At most INBOUND_BYTES, cut at a code point. */
static struct str text_cut(struct str text)
{
    size_t len = INBOUND_BYTES;

    if (text.len <= len)
        return text;
    while (len > 0 && ((unsigned char)text.at[len] & 0xc0) == 0x80)
        len--;
    return str_upto(text, len);
}

/* by_no: the segments 1 to parts, NULL where one is missing. Neighbours are joined before
 * they are decoded, since a phone may cut a character in two. */
static struct str segments_text(struct arena *arena, const struct inbound_row *const *by_no,
                                uint8_t parts)
{
    struct strbuf text = {.arena = arena};
    struct strbuf octets = {.arena = arena};
    uint8_t coding = 0;

    strbuf_put(&text, STR(""));
    for (unsigned no = 1; no <= parts; no++) {
        const struct inbound_row *row = by_no[no];

        if (!row || row->coding != coding) {
            octets_read(&text, coding, &octets);
            octets.len = 0;
        }
        if (row) {
            coding = row->coding;
            strbuf_put(&octets, row->body);
        } else {
            strbuf_put_format(&text, "[part %u of %u is missing]", no, parts);
        }
    }
    octets_read(&text, coding, &octets);
    return text_cut(strbuf_str(&text));
}

static void inbound_fill(struct arena *arena, const struct inbound_row *const *by_no,
                         uint8_t parts, struct inbound *out)
{
    const struct inbound_row **rows = ARENA_NEW_N(arena, const struct inbound_row *, parts);
    struct inbound inbound = {.rows = rows, .parts = parts, .repeated = true};

    for (unsigned no = 1; no <= parts; no++) {
        if (!by_no[no])
            continue;
        inbound.repeated = inbound.repeated && by_no[no]->repeated;
        rows[inbound.count++] = by_no[no];
    }
    inbound.body = segments_text(arena, by_no, parts);
    *out = inbound;
}

enum status inbound_single(struct arena *arena, const struct inbound_row *row,
                           struct inbound *out)
{
    const struct inbound_row *by_no[2] = {NULL, row};

    inbound_fill(arena, by_no, 1, out);
    return OK;
}

enum status inbound_collect(struct db *db, const struct inbound_row *row, bool late,
                            struct inbound *out)
{
    const struct inbound_row *by_no[SEGMENTS] = {NULL};
    struct list rows = {0};
    unsigned have = 0;

    TRY(global_list(db, &inbound_rows_together,
                    WITH(TEXT(row->msisdn), TEXT(row->sender), ID(row->concat_ref),
                         ID(row->route_id), ID(row->concat_count)),
                    &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct inbound_row *segment = LIST_AT(&rows, struct inbound_row, i);

        if (segment->concat_no == 0 || segment->concat_no > row->concat_count ||
            by_no[segment->concat_no])
            continue;
        by_no[segment->concat_no] = segment;
        have++;
    }
    if (have == 0 || (have < row->concat_count && !late))
        return NOT_FOUND;
    inbound_fill(db_arena(db), by_no, row->concat_count, out);
    return OK;
}

static bool is_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!isdigit((unsigned char)text.at[i]))
            return false;
    return text.len > 0;
}

static bool is_international(struct str digits)
{
    return is_digits(digits) && digits.at[0] != '0' && digits.len >= PHONE_DIGITS_LEAST &&
           digits.len <= PHONE_DIGITS_MOST;
}

struct str inbound_number(struct arena *arena, struct str country, struct str raw)
{
    struct str number = str_trim(raw);
    struct phone phone;

    if (str_starts(number, STR("+")))
        number = str_from(number, 1);
    else if (str_starts(number, STR("00")))
        number = str_from(number, 2);
    if (is_international(number))
        return str_format(arena, "+%.*s", STR_ARG(number));
    if (country.at && is_digits(number) && number.at[0] == '0') {
        phone = phone_parse(arena, country, number);
        if (phone.fault == PHONE_FINE)
            return phone.e164;
    }
    return str_copy(arena, str_upto(str_trim(raw), NUMBER_MOST));
}
