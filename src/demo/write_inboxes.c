/* write_inboxes.c: conversations, people's views of them, counts */
#include "db/global.h"
#include "demo/write.h"
#include "model/conversation/preview.h"

enum { TALKS_A_BATCH = 250 };

STMT_GLOBAL(demo_conversation_add, NULL, DEMO_ONLY,
            "INSERT INTO conversation (root_id, account_id, conversation_id, sender_id, msisdn,"
            " closed, unread, first_message_id, last_message_id, last_at, last_direction,"
            " last_state, last_user_id, last_user_name, preview, out_message_id, out_user_id,"
            " out_at, version, tree_version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(demo_own_add, NULL, DEMO_ONLY,
            "INSERT INTO conversation_own (root_id, account_id, user_id, conversation_id,"
            " unread, first_message_id, last_message_id, last_at, last_direction, last_state,"
            " preview, version)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

STMT_GLOBAL(
    demo_count_add, NULL, DEMO_ONLY,
    "INSERT INTO inbox_count (root_id, account_id, scope, user_id, open, unread, closed,"
    " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

static const char *direction(const struct act *act)
{
    return act->kind == ACT_OUT ? "out" : "in";
}

static struct sql_param name_of(uint32_t person)
{
    return WORD(person ? person_at(person)->name : NULL);
}

static enum status own_write(struct writer *w, const struct talk *talk, const struct own *own)
{
    const struct act *last = own->last;

    return global_run(w->db, &demo_own_add,
                      WITH(ID(talk->firm->root_id), ID(talk->firm->account_id), ID(own->person),
                           ID(talk->conversation_id), FLAG(own->unread),
                           ID(own->first_message_id), ID(last->id), STAMP(last->at),
                           WORD(direction(last)), WORD(message_state_words[last->state]),
                           TEXT(message_preview(w->scratch, last->body)), ID(own->version)));
}

static enum status talk_write(struct writer *w, size_t at)
{
    const struct talk *talk = w->plan->talks[at];
    const struct firm *firm = talk->firm;
    const struct act *last = talk->last;
    const struct act *out = talk->out;

    TRY(global_run(w->db, &demo_conversation_add,
                   WITH(ID(firm->root_id), ID(firm->account_id), ID(talk->conversation_id),
                        ID((uint64_t)(firm - firms) + 1), TEXT(talk->party.msisdn),
                        FLAG(talk->closed), FLAG(talk->unread), ID(talk->first_message_id),
                        ID(last->id), STAMP(last->at), WORD(direction(last)),
                        WORD(message_state_words[last->state]), ID_OR_NULL(last->person),
                        name_of(last->person), TEXT(message_preview(w->scratch, last->body)),
                        ID_OR_NULL(out ? out->id : 0), ID_OR_NULL(out ? out->person : 0),
                        STAMP(out ? out->at : STAMP_NONE), ID(talk->version),
                        ID(talk->tree_version))));
    for (const struct own *own = talk->owns; own; own = own->next)
        TRY(own_write(w, talk, own));
    return OK;
}

/* Whose inbox a tally counts. */
struct scope {
    const struct firm *firm;
    const char *word;
    uint32_t person;
};

static enum status tally_write(struct writer *w, const struct scope *scope,
                               const struct tally *tally)
{
    return global_run(w->db, &demo_count_add,
                      WITH(ID(scope->firm->root_id), ID(scope->firm->account_id),
                           WORD(scope->word), ID(scope->person), ID(tally->open),
                           ID(tally->unread), ID(tally->closed), ID(tally->version)));
}

static enum status counts_write(struct writer *w, size_t at)
{
    const struct firm *firm = &firms[at];

    TRY(tally_write(w, &(struct scope){firm, "account", 0}, &w->tallies->firm[at]));
    if (firm->root_id == firm->account_id)
        TRY(tally_write(w, &(struct scope){firm, "tree", 0}, &w->tallies->tree[at]));
    for (uint32_t person = 1; person <= PEOPLE; person++)
        if (w->tallies->person[at][person].version > 0)
            TRY(tally_write(w, &(struct scope){firm, "user", person},
                            &w->tallies->person[at][person]));
    return OK;
}

enum status write_inboxes(struct writer *w)
{
    TRY(write_batches(w, w->plan->talk_count, TALKS_A_BATCH, talk_write));
    return write_batches(w, FIRMS, FIRMS, counts_write);
}
