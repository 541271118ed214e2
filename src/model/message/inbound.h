/* inbound.h: what handsets wrote, from the carrier's bytes to a conversation, for dlrd
 *
 * The number it was sent to names the account. A text in several segments waits for all of
 * them, at most a day. A text that came twice within a minute is kept and marked, never
 * dropped: a second "YES" may be meant. One for a number that nobody owns is kept aside. */
#pragma once

#include <stdbool.h>

#include "base/idgen.h"
#include "base/list.h"
#include "base/shape.h"
#include "base/status.h"
#include "db/global.h"
#include "db/tenant.h"
#include "model/account/sender.h"
#include "model/conversation/conversation.h"
#include "model/message/message.h"

enum { INBOUND_MOST = 200, INBOUND_BYTES = 60000 /* of a text; more is cut off */ };

/* A segment, or a whole text. */
struct inbound_row {
    uint64_t raw_id;
    uint64_t route_id;
    struct str sender; /* ours, theirs, as the carrier wrote them */
    struct str msisdn;
    uint8_t coding;
    struct str body; /* octets */
    uint32_t concat_ref;
    uint8_t concat_count;
    uint8_t concat_no;
    struct stamp came_at;
    bool repeated; /* the same octets came within the minute before */
};
extern const struct shape inbound_row_shape;

/* Rows that nobody has looked at, oldest first. */
enum status inbound_list_new(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);
/* Segments that have waited a day for others, oldest first, at most 50. */
enum status inbound_list_stale(struct db *db, struct list *out) MUST_USE NONNULL(1, 2);

/* Nobody owns the number. */
enum status inbound_set_aside(struct db *db, uint64_t raw_id) MUST_USE NONNULL(1);
/* A segment: wait for the others. */
enum status inbound_wait(struct db *db, uint64_t raw_id) MUST_USE NONNULL(1);

/* A segment that waits, though another of the same octets came within a day of it and has
 * been written: it joins that one's message. CONFLICT if there is none. */
enum status inbound_absorb(struct db *db, uint64_t raw_id) MUST_USE NONNULL(1);

/* A text as it is going to be written. */
struct inbound {
    const struct inbound_row *const *rows; /* its segments, in their order */
    size_t count;
    uint8_t parts; /* that the sender made of it; count of them if none is missing */
    struct str body;
    bool repeated;
};

/* The waiting segments that belong together with `row`, the newest of each number. With all
 * of them, or with `late`, *out is the text, a note standing where one is missing; else
 * NOT_FOUND. */
enum status inbound_collect(struct db *db, const struct inbound_row *row, bool late,
                            struct inbound *out) MUST_USE NONNULL(1, 2, 4);
/* The text of a row that stands alone. */
enum status inbound_single(struct arena *arena, const struct inbound_row *row,
                           struct inbound *out) MUST_USE NONNULL(1, 2, 3);

/* Write it into the owner's conversation, in one transaction: message, reopening, unread
 * marks, counts, and the raw rows' state. `t` is the tenant of owner's account. OK also if
 * the rows have been written already. */
struct inbound_letter {
    const struct inbound *text;
    const struct owner *owner;
    struct str msisdn; /* theirs, as it is stored: see inbound_number */
};
enum status inbound_write(struct db *db, struct tenant *t, struct idgen *ids,
                          const struct inbound_letter *letter) MUST_USE NONNULL(1, 2, 3, 4);

/* A carrier's spelling of a number as E.164: with or without plus or 00; with a trunk zero it
 * is read as one of `country` (absent: unknown). What is no number (a short code, a word)
 * stays as it is, 16 characters of it at most. */
struct str inbound_number(struct arena *arena, struct str country, struct str raw) NONNULL(1);

extern const struct stmt inbound_rows_new;
extern const struct stmt inbound_rows_stale;
extern const struct stmt inbound_rows_together;
extern const struct stmt inbound_aside_row;
extern const struct stmt inbound_wait_row;
extern const struct stmt inbound_apply_row;
extern const struct stmt inbound_absorb_row;
extern const struct stmt inbound_answered;
#define INBOUND_ASKS                                                                           \
    &inbound_rows_new, &inbound_rows_stale, &inbound_rows_together, &inbound_aside_row,        \
        &inbound_wait_row, &inbound_apply_row, &inbound_absorb_row, &inbound_answered,         \
        &sender_by_msisdn, &message_add_row, &held_by_pair, &held_add, &held_show,             \
        &held_mine_add, &held_mine_show, &held_early, &held_mine_early,                        \
        &conversation_event_add
