/* send.h: taking texts from a writer
 *
 * One press of Send is one transaction: the submission row with the idempotency key, the
 * messages, their conversations, the writer's projection, the counts. A repeated press, by
 * double click or after a lost answer, finds the row and sends nothing. */
#pragma once

#include <stdbool.h>

#include "base/idgen.h"
#include "base/status.h"
#include "db/tenant.h"
#include "model/account/sender.h"
#include "model/carrier/outbox.h"
#include "model/conversation/conversation_row.h"
#include "model/message/instant.h"
#include "model/message/message.h"
#include "model/message/submission.h"

enum { SEND_MOST = 200 /* recipients */, SEND_PARTS_MOST = 10, SEND_ONCE_MOST = 64 };

struct recipient {
    struct str msisdn; /* E.164, with the plus */
    struct str typed;  /* as a person wrote it, at most 64 characters are kept */
};

struct send_request {
    const struct recipient *recipients; /* a number that comes twice gets one message */
    size_t count;                       /* 1 to SEND_MOST */
    struct str text;                    /* valid UTF-8, NFC, LF */
    struct str user_name;               /* of the tenant's user */
    struct str once;                    /* the form's once value, 1 to SEND_ONCE_MOST bytes */
    enum message_origin origin;
    uint64_t conversation_id; /* a reply: its conversation, and recipients are not read; 0 */
    enum inbox_scope scope;   /* of the writer: a reply needs the conversation in it and marks
                               * it read there (see conversation_read) */
};

struct send_result {
    uint64_t first_message_id;
    uint64_t last_message_id;
    uint32_t messages;
    uint32_t parts; /* of all messages together */
    bool repeated;  /* this key had been accepted before; nothing was sent now */
};

/* INVALID without text, recipient or key; TOO_MUCH over a limit; CONFLICT if the key was
 * used with other content; NOT_FOUND if the account has no number of its own, or the reply's
 * conversation is not in scope; BUSY: nothing is known to have been sent,
 * or the account has too much on its way already (see outbox_room). `ids` belongs to a
 * node that node_ready has just looked after. */
enum status send_accept(struct tenant *t, struct idgen *ids, const struct send_request *request,
                        struct send_result *out) MUST_USE NONNULL(1, 2, 3, 4);

/* For the table of a program that sends. Replies need CONVERSATION_READ_ASKS too. */
#define SEND_ASKS                                                                              \
    CHANGE_ASKS, &instant_read, &outbox_last_place, &message_add_row, &sender_first,           \
        &submission_add_row, &submission_by_once
