/* mass_rows.c: the rows of a slice
 *
 * Counts are moved before the conversations are written, since moving them gives the versions
 * that these carry; from then to the commit nobody else moves these counts. */
#include "demo/mass_rows.h"

#include "db/global.h"
#include "demo/dice.h"
#include "demo/write.h"
#include "model/conversation/preview.h"
#include "model/message/message_state.h"

#define MS INT64_C(1000)

STMT_GLOBAL(mass_count_move, NULL, MASS_ONLY,
            "UPDATE inbox_count AS n SET n.open = n.open + ?, n.unread = n.unread + ?,"
            " n.closed = n.closed + ?, n.version = n.version + ?"
            " WHERE n.account_id = ? AND n.scope = ? AND n.user_id = ?");

struct count_version {
    uint64_t version;
};
SHAPE(count_version, FIELD(count_version, version));

STMT_GLOBAL(mass_count_version, &count_version_shape, MASS_ONLY,
            "SELECT n.version FROM inbox_count AS n"
            " WHERE n.account_id = ? AND n.scope = ? AND n.user_id = ?");

void mass_rows_begin(struct mass_rows *rows, const struct mass_loader *loader,
                     const struct mass_slice *slice)
{
    *rows =
        (struct mass_rows){.loader = loader,
                           .slice = slice,
                           .messages = bulk_new(loader->scratch, loader->db, &demo_message_add),
                           .parts = bulk_new(loader->scratch, loader->db, &demo_part_add)};
}

static const char *state_word(const struct mass_line *line)
{
    if (!line->phrase->out)
        return message_state_words[STATE_RECEIVED];
    return message_state_words[line->failed ? STATE_FAILED : STATE_DELIVERED];
}

static const char *direction_word(const struct mass_line *line)
{
    return line->phrase->out ? "out" : "in";
}

/* Milliseconds from acceptance until the outbox has a text, and until its receipts came. */
static int64_t queued_ms(const struct mass_line *line)
{
    return 60 + (int64_t)(dice_mix(line->seed, 11) % 420);
}

static int64_t answered_ms(const struct mass_line *line)
{
    return queued_ms(line) + 40 + (int64_t)(dice_mix(line->seed, 12) % 900);
}

static int64_t final_ms(const struct mass_line *line)
{
    return answered_ms(line) + 900 + (int64_t)(dice_mix(line->seed, 13) % 14000);
}

static struct stamp later(const struct mass_line *line, int64_t ms)
{
    return stamp_add(line->at, ms * MS);
}

static enum status part_write(struct mass_rows *rows, const struct mass_line *line, uint32_t no)
{
    const struct mass_place *place = rows->slice->place;
    struct arena *arena = rows->loader->scratch;
    unsigned long long name = dice_mix(line->id, no) >> 24 | UINT64_C(0xa000000000);

    rows->count++;
    return bulk_put(rows->parts,
                    WITH(ID(place->root_id), ID(place->account_id), ID(line->id), ID(no),
                         WORD(state_word(line)), ID(rows->loader->mass->route_id),
                         TEXT(str_format(arena, "%010llX", name)),
                         WORD(line->failed ? "027" : NULL), STAMP(later(line, queued_ms(line))),
                         STAMP(later(line, answered_ms(line))),
                         STAMP(later(line, final_ms(line))), ID(1)));
}

enum status mass_rows_line(struct mass_rows *rows, const struct mass_talk *talk,
                           const struct mass_line *line)
{
    const struct mass_place *place = rows->slice->place;
    const struct phrase *phrase = line->phrase;
    const struct mass_writer *writer = &place->writers[line->writer];
    bool out = phrase->out;

    rows->count++;
    TRY(bulk_put(
        rows->messages,
        WITH(ID(place->root_id), ID(place->account_id), ID(line->id), ID(talk->id),
             WORD(direction_word(line)), TEXT(place->sender), TEXT(talk->msisdn),
             TEXT(out && !talk->first_id ? talk->typed : (struct str){0}), TEXT(phrase->body),
             WORD(phrase->encoding), ID(phrase->parts), WORD("normal"), WORD(state_word(line)),
             WORD(line->failed ? "carrier_failed" : NULL), WORD(out ? "page" : "handset"),
             ID_OR_NULL(out || line->in_reply_to ? writer->user_id : 0),
             TEXT(out ? writer->name : (struct str){0}), ID_OR_NULL(line->in_reply_to), FLAG(0),
             STAMP(line->at), STAMP(STAMP_NONE),
             STAMP(out ? later(line, queued_ms(line)) : STAMP_NONE),
             STAMP(out ? later(line, final_ms(line)) : STAMP_NONE))));
    for (uint32_t no = 1; out && no <= phrase->parts; no++)
        TRY(part_write(rows, line, no));
    return OK;
}

struct count {
    uint64_t open;
    uint64_t unread;
    uint64_t closed;
    uint64_t rows;
};

/* Move a count on; *version is then the first of the `count->rows` that are free for its
 * rows. */
static enum status count_move(struct mass_rows *rows, uint64_t account_id, const char *scope,
                              uint64_t user_id, const struct count *count, uint64_t *version)
{
    struct db *db = rows->loader->db;
    struct count_version now;
    enum status status =
        global_try(db, &mass_count_move,
                   WITH(ID(count->open), ID(count->unread), ID(count->closed), ID(count->rows),
                        ID(account_id), WORD(scope), ID(user_id)));

    *version = 1;
    if (status == CONFLICT)
        return global_run(db, &demo_count_add,
                          WITH(ID(rows->slice->place->root_id), ID(account_id), WORD(scope),
                               ID(user_id), ID(count->open), ID(count->unread),
                               ID(count->closed), ID(count->rows)));
    TRY(status);
    TRY(global_one(db, &mass_count_version, WITH(ID(account_id), WORD(scope), ID(user_id)),
                   &now));
    *version = now.version - count->rows + 1;
    return OK;
}

/* What a bulk of conversations is written from. */
struct folded {
    struct mass_rows *rows;
    const struct mass_talk *talks;
    uint32_t count;
    uint64_t version;
    uint64_t tree_version;
};

static enum status counts_move(struct folded *folded)
{
    const struct mass_place *place = folded->rows->slice->place;
    struct count count = {.rows = folded->count};

    for (uint32_t i = 0; i < folded->count; i++) {
        count.open += folded->talks[i].closed_id == 0;
        count.closed += folded->talks[i].closed_id != 0;
        count.unread += folded->talks[i].unread;
    }
    TRY(count_move(folded->rows, place->account_id, "account", 0, &count, &folded->version));
    return count_move(folded->rows, place->root_id, "tree", 0, &count, &folded->tree_version);
}

static enum status talks_write(struct folded *folded)
{
    const struct mass_slice *slice = folded->rows->slice;
    const struct mass_place *place = slice->place;
    struct arena *arena = folded->rows->loader->scratch;
    struct bulk *bulk = bulk_new(arena, folded->rows->loader->db, &demo_conversation_add);

    for (uint32_t i = 0; i < folded->count; i++) {
        const struct mass_talk *talk = &folded->talks[i];
        const struct mass_line *last = &talk->last;
        const struct mass_line *out = &talk->out;
        const struct mass_writer *writer =
            last->phrase->out ? &place->writers[last->writer] : NULL;

        TRY(bulk_put(bulk,
                     WITH(ID(place->root_id), ID(place->account_id), ID(talk->id),
                          ID(place->sender_id), TEXT(talk->msisdn), FLAG(talk->closed_id),
                          FLAG(talk->unread), ID(talk->first_id), ID(last->id), STAMP(last->at),
                          WORD(direction_word(last)), WORD(state_word(last)),
                          ID_OR_NULL(writer ? writer->user_id : 0),
                          TEXT(writer ? writer->name : (struct str){0}),
                          TEXT(message_preview(arena, last->phrase->body)), ID_OR_NULL(out->id),
                          ID_OR_NULL(out->id ? place->writers[out->writer].user_id : 0),
                          STAMP(out->id ? out->at : STAMP_NONE), ID(folded->version + i),
                          ID(folded->tree_version + i))));
    }
    folded->rows->count += folded->count;
    return bulk_flush(bulk);
}

static enum status contacts_write(struct folded *folded)
{
    const struct mass_slice *slice = folded->rows->slice;
    struct bulk *bulk =
        bulk_new(folded->rows->loader->scratch, folded->rows->loader->db, &demo_contact_add);

    for (uint32_t i = 0; i < folded->count; i++) {
        const struct mass_talk *talk = &folded->talks[i];

        if (!talk->name.at)
            continue;
        folded->rows->count++;
        TRY(bulk_put(bulk, WITH(ID(slice->place->root_id), ID(slice->place->account_id),
                                TEXT(talk->name), TEXT(talk->msisdn), STAMP(slice->from))));
    }
    return bulk_flush(bulk);
}

/* Whoever wrote last closed it. */
static enum status events_write(struct folded *folded)
{
    const struct mass_slice *slice = folded->rows->slice;
    const struct mass_place *place = slice->place;
    struct bulk *bulk =
        bulk_new(folded->rows->loader->scratch, folded->rows->loader->db, &demo_event_add);

    for (uint32_t i = 0; i < folded->count; i++) {
        const struct mass_talk *talk = &folded->talks[i];
        const struct mass_writer *writer = &place->writers[talk->last.writer];

        if (talk->closed_id == 0)
            continue;
        folded->rows->count++;
        TRY(bulk_put(bulk, WITH(ID(place->root_id), ID(place->account_id), ID(talk->id),
                                ID(talk->closed_id), WORD("closed"), ID(writer->user_id),
                                TEXT(writer->name), STAMP(talk->closed_at))));
    }
    return bulk_flush(bulk);
}

static enum status own_count(const struct folded *folded, uint32_t writer, uint64_t *version)
{
    const struct mass_place *place = folded->rows->slice->place;
    struct count count = {0};

    for (uint32_t i = 0; i < folded->count; i++) {
        const struct mass_own *own = &folded->talks[i].owns[writer];

        count.open += own->first_id != 0;
        count.unread += own->unread;
    }
    count.rows = count.open;
    if (count.rows == 0)
        return OK;
    return count_move(folded->rows, place->account_id, "user", place->writers[writer].user_id,
                      &count, version);
}

static enum status owns_write(struct folded *folded, uint32_t writer)
{
    const struct mass_slice *slice = folded->rows->slice;
    const struct mass_place *place = slice->place;
    struct arena *arena = folded->rows->loader->scratch;
    struct bulk *bulk = bulk_new(arena, folded->rows->loader->db, &demo_own_add);
    uint64_t version = 0;

    TRY(own_count(folded, writer, &version));
    for (uint32_t i = 0; i < folded->count; i++) {
        const struct mass_own *own = &folded->talks[i].owns[writer];
        const struct mass_line *last = &own->last;

        if (own->first_id == 0)
            continue;
        folded->rows->count++;
        TRY(bulk_put(bulk,
                     WITH(ID(place->root_id), ID(place->account_id),
                          ID(place->writers[writer].user_id), ID(folded->talks[i].id),
                          FLAG(own->unread), ID(own->first_id), ID(last->id), STAMP(last->at),
                          WORD(direction_word(last)), WORD(state_word(last)),
                          TEXT(message_preview(arena, last->phrase->body)), ID(version++))));
    }
    return bulk_flush(bulk);
}

enum status mass_rows_end(struct mass_rows *rows, const struct mass_talk *talks, uint32_t count)
{
    struct folded folded = {.rows = rows, .talks = talks, .count = count};

    TRY(bulk_flush(rows->messages));
    TRY(bulk_flush(rows->parts));
    TRY(counts_move(&folded));
    TRY(talks_write(&folded));
    TRY(contacts_write(&folded));
    TRY(events_write(&folded));
    for (uint32_t i = 0; i < rows->slice->place->writer_count; i++)
        TRY(owns_write(&folded, i));
    return OK;
}
