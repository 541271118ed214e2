/* send.c: taking texts from a writer
 *
 * Everything that does not need the database (parts, ids, digests, the order of recipients)
 * is done before the transaction, so that it is short and may be repeated. Recipients are
 * taken in the order of their numbers: two presses then lock the same conversations in the
 * same order. */
#include "model/message/send.h"

#include <stdlib.h>
#include <string.h>

#include "crypto/hash.h"
#include "model/account/sender.h"
#include "model/carrier/outbox.h"
#include "model/conversation/conversation.h"
#include "model/conversation/conversation_row.h"
#include "model/conversation/preview.h"
#include "model/message/instant.h"
#include "model/message/submission.h"
#include "text/segment.h"
#include "text/utf8.h"

enum { TYPED_MOST = 64 };

/* One message of the press. */
struct letter {
    struct recipient to;
    uint64_t message_id;
    struct conversation_change change;
    struct last last;
};

struct press {
    struct tenant *t;
    const struct send_request *request;
    struct digest once;
    struct digest content;
    struct segments segments;
    struct letter *letters;
    size_t count;
    struct sender sender;
    struct stamp now;
    struct send_result result;
};

static int letter_compare(const void *a, const void *b)
{
    const struct letter *left = a;
    const struct letter *right = b;
    size_t least =
        left->to.msisdn.len < right->to.msisdn.len ? left->to.msisdn.len : right->to.msisdn.len;
    int order = memcmp(left->to.msisdn.at, right->to.msisdn.at, least);

    if (order != 0)
        return order;
    return (left->to.msisdn.len > right->to.msisdn.len) -
           (left->to.msisdn.len < right->to.msisdn.len);
}

/* At most 64 characters, as the column holds. */
static struct str typed_cut(struct str typed)
{
    struct str rest = typed;

    for (size_t points = 0; points < TYPED_MOST && rest.len > 0; points++)
        (void)utf8_next(&rest); /* the length is what is wanted */
    return str_upto(typed, typed.len - rest.len);
}

static void letters_make(struct press *press, struct idgen *ids)
{
    const struct send_request *request = press->request;
    bool reply = request->conversation_id != 0;
    size_t count = reply ? 1 : request->count;
    struct letter *letters = ARENA_NEW_N(tenant_arena(press->t), struct letter, count);

    for (size_t i = 0; i < count && !reply; i++) {
        letters[i].to = request->recipients[i];
        letters[i].to.typed = typed_cut(letters[i].to.typed);
    }
    if (!reply)
        qsort(letters, count, sizeof(*letters), letter_compare);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && str_equal(letters[i].to.msisdn, letters[press->count - 1].to.msisdn))
            continue;
        letters[press->count] = letters[i];
        letters[press->count++].message_id = idgen_next(ids);
    }
    press->letters = letters;
}

/* What was sent, in one digest: the same key with other content is a mistake. */
static enum status content_hash(struct press *press)
{
    struct strbuf buf = {.arena = tenant_arena(press->t)};

    strbuf_put_format(&buf, "%llu\n", (unsigned long long)press->request->conversation_id);
    for (size_t i = 0; i < press->count && !press->request->conversation_id; i++) {
        strbuf_put(&buf, press->letters[i].to.msisdn);
        strbuf_put_byte(&buf, '\n');
    }
    strbuf_put_byte(&buf, '\n');
    strbuf_put(&buf, press->request->text);
    TRY(hash_sha256(strbuf_str(&buf), &press->content));
    return hash_sha256(press->request->once, &press->once);
}

static enum status request_check(const struct send_request *request)
{
    if (request->text.len == 0 || request->once.len == 0)
        return INVALID;
    if (request->conversation_id == 0 && request->count == 0)
        return INVALID;
    if (request->count > SEND_MOST || request->once.len > SEND_ONCE_MOST)
        return TOO_MUCH;
    return OK;
}

static void result_from(const struct submission *row, bool repeated, struct send_result *out)
{
    *out = (struct send_result){.first_message_id = row->first_message_id,
                                .last_message_id = row->last_message_id,
                                .messages = row->messages,
                                .parts = row->parts,
                                .repeated = repeated};
}

/* The key has been used: the same press again, or another one by mistake. */
static enum status press_again(struct press *press, bool repeated)
{
    struct submission row;

    TRY(submission_find(press->t, digest_str(&press->once), &row));
    if (!str_equal(row.content, digest_str(&press->content)))
        return CONFLICT;
    result_from(&row, repeated, &press->result);
    return OK;
}

static enum status press_landed(void *arg)
{
    return press_again(arg, false);
}

/* Our number, and for a reply theirs. */
static enum status press_address(struct press *press)
{
    const struct send_request *request = press->request;
    struct conversation conversation;

    if (request->conversation_id == 0)
        return sender_default(press->t, &press->sender);
    TRY(conversation_find(press->t, request->scope, request->conversation_id, &conversation));
    press->sender =
        (struct sender){.sender_id = conversation.sender_id, .msisdn = conversation.sender};
    press->letters[0].to =
        (struct recipient){.msisdn = conversation.msisdn, .typed = conversation.msisdn};
    return OK;
}

static enum status letter_message(struct press *press, const struct letter *letter)
{
    const struct send_request *request = press->request;
    struct message message = {
        .message_id = letter->message_id,
        .conversation_id = letter->change.before.conversation_id,
        .direction = DIRECTION_OUT,
        .sender = press->sender.msisdn,
        .msisdn = letter->to.msisdn,
        .msisdn_typed = letter->to.typed,
        .body = request->text,
        .encoding = press->segments.encoding,
        .parts = (uint8_t)press->segments.count,
        .class = CLASS_NORMAL,
        .state = STATE_QUEUED,
        .origin = request->origin,
        .user_id = tenant_user(press->t),
        .user_name = request->user_name,
        .accepted_at = press->now,
        .due_at = press->now,
    };

    return message_add(press->t, &message);
}

/* Whoever answers has read; an outbound text never reopens a conversation. */
static void letter_marks(const struct press *press, struct conversation_change *change)
{
    if (press->request->conversation_id == 0)
        return;
    if (press->request->scope == INBOX_ACCOUNT)
        change->after.unread = false;
    change->mine_after.unread = false;
}

static enum status letter_take(struct press *press, struct letter *letter)
{
    struct conversation_change *change = &letter->change;

    TRY(change_of_pair(press->t, press->sender.sender_id, letter->to.msisdn, letter->message_id,
                       change));
    TRY(change_for(press->t, tenant_user(press->t), change));
    TRY(letter_message(press, letter));
    letter->last = (struct last){
        .message_id = letter->message_id,
        .at = press->now,
        .direction = DIRECTION_OUT,
        .state = STATE_QUEUED,
        .user_id = tenant_user(press->t),
        .user_name = press->request->user_name,
        .preview = message_preview(tenant_arena(press->t), press->request->text),
    };
    change_last(change, &letter->last);
    letter_marks(press, change);
    if (letter->message_id > change->after.out_message_id) {
        change->after.out_message_id = letter->message_id;
        change->after.out_user_id = tenant_user(press->t);
        change->after.out_at = press->now;
    }
    return OK;
}

static enum status press_write(struct press *press)
{
    struct inbox_change sum = {0};
    struct inbox_version version;

    for (size_t i = 0; i < press->count; i++) {
        TRY(letter_take(press, &press->letters[i]));
        change_count(&press->letters[i].change, &sum);
    }
    TRY(inbox_bump(press->t, &sum, &version));
    for (size_t i = 0; i < press->count; i++)
        TRY(change_write(press->t, &press->letters[i].change, &version));
    return OK;
}

static enum status press_body(void *arg)
{
    struct press *press = arg;
    struct submission row = {
        .content = digest_str(&press->content),
        .first_message_id = press->letters[0].message_id,
        .last_message_id = press->letters[press->count - 1].message_id,
        .messages = (uint32_t)press->count,
        .parts = (uint32_t)press->count * press->segments.count,
    };
    enum status status;

    TRY(instant_now(press->t, &press->now));
    status = submission_add(press->t, digest_str(&press->once), &row, press->now);
    if (status == CONFLICT)
        return press_again(press, true);
    TRY(status);
    TRY(outbox_room(press->t));
    TRY(press_address(press));
    TRY(press_write(press));
    result_from(&row, false, &press->result);
    return OK;
}

enum status send_accept(struct tenant *t, struct idgen *ids, const struct send_request *request,
                        struct send_result *out)
{
    struct press press = {.t = t, .request = request};

    TRY(request_check(request));
    press.segments = segments_of(tenant_arena(t), request->text);
    if (press.segments.count > SEND_PARTS_MOST)
        return TOO_MUCH;
    letters_make(&press, ids);
    TRY(content_hash(&press));
    TRY(tenant_tx(t, press_body, press_landed, &press));
    *out = press.result;
    return OK;
}
