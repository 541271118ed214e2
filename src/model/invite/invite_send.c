/* invite_send.c: inviting, sending again, taking back */
#include "model/invite/invite_send.h"

#include "crypto/token.h"

struct email_login {
    uint64_t user_id;
};
SHAPE(email_login, FIELD(email_login, user_id));

struct sent {
    struct str email;
    struct str note;
    struct str root_name;
    uint64_t made_in;
};
SHAPE(sent, FIELD(sent, email), FIELD(sent, note), FIELD(sent, root_name),
      FIELD(sent, made_in));

struct given {
    uint64_t account_id;
    struct str account_name;
    unsigned role;
    bool open; /* neither taken nor taken back */
};
SHAPE(given, FIELD(given, account_id), FIELD(given, account_name),
      FIELD_WORD(given, role, role_words), FIELD(given, open));

struct waiting_count {
    uint64_t waiting;
};
SHAPE(waiting_count, FIELD(waiting_count, waiting));

#define ACROSS  "an invitation may name several accounts; its maker's power over each is asked here"
#define BY_LINK "a link belongs to an address; what it gives stands in each account"

/* The older link of an address gives this account no more: what was decided last counts. */
STMT_GLOBAL(invite_supersede, NULL, ACROSS,
    "UPDATE invite_grant AS g"
    "  JOIN invite AS i ON i.root_id = g.root_id AND i.invite_id = g.invite_id"
    "   SET g.state = 'revoked'"
    " WHERE g.account_id = ? AND g.state = 'open' AND i.email = ?");

STMT_GLOBAL(invite_add, NULL, BY_LINK,
    "INSERT INTO invite (root_id, made_in, token_hash, email, user_id, user_name, note,"
    " made_at, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6),"
    " UTC_TIMESTAMP(6) + INTERVAL 7 DAY)");

STMT_GLOBAL(invite_grant_add, NULL, ACROSS,
    "INSERT INTO invite_grant (root_id, account_id, invite_id, role)"
    " SELECT a.root_id, a.account_id, ?, ?"
    "   FROM account AS a JOIN account AS r ON r.account_id = a.root_id"
    "  WHERE a.root_id = ? AND a.account_id = ? AND ? IN (a.account_id, a.root_id)"
    "    AND a.state = 'active' AND r.state = 'active'"
    "    AND EXISTS (SELECT 1 FROM membership AS p WHERE p.user_id = ?"
    "                   AND p.role = 'administrator'"
    "                   AND p.account_id IN (a.account_id, a.root_id))");

STMT_GLOBAL(invite_has_login, &email_login_shape,
    "a login belongs to no account; only the e-mail's reader is told of it",
    "SELECT u.user_id FROM user AS u"
    " WHERE u.email = ? AND HEX(LOWER(u.email)) = HEX(LOWER(?))");

STMT_GLOBAL(invite_renew, NULL, BY_LINK,
    "UPDATE invite AS i"
    "   SET i.token_hash = ?, i.user_id = ?, i.user_name = ?, i.made_at = UTC_TIMESTAMP(6),"
    "       i.ends_at = UTC_TIMESTAMP(6) + INTERVAL 7 DAY"
    " WHERE i.root_id = ? AND i.invite_id = ? AND ? IN (i.made_in, i.root_id)"
    "   AND i.used_at IS NULL AND i.revoked_at IS NULL"
    "   AND EXISTS (SELECT 1 FROM invite_grant AS g WHERE g.root_id = i.root_id"
    "                  AND g.invite_id = i.invite_id AND g.state = 'open')");

STMT_GLOBAL(invite_read, &sent_shape, BY_LINK,
    "SELECT i.email, i.note, r.name AS root_name, i.made_in"
    "  FROM invite AS i JOIN account AS r ON r.account_id = i.root_id"
    " WHERE i.root_id = ? AND i.invite_id = ?");

/* Those of them that somebody who stands in an account may see. */
STMT_GLOBAL(invite_grants, &given_shape, ACROSS,
    "SELECT g.account_id, a.name AS account_name, g.role, g.state = 'open' AS open"
    "  FROM invite_grant AS g JOIN account AS a ON a.account_id = g.account_id"
    " WHERE g.root_id = ? AND g.invite_id = ? AND ? IN (g.account_id, g.root_id)"
    " ORDER BY a.account_id <> a.root_id, a.name, a.account_id LIMIT 1000");

STMT_GLOBAL(invite_grant_revoke, NULL, ACROSS,
    "UPDATE invite_grant AS g SET g.state = 'revoked'"
    " WHERE g.root_id = ? AND g.invite_id = ? AND ? IN (g.account_id, g.root_id)"
    "   AND g.account_id = ? AND g.state = 'open'");

STMT_GLOBAL(invite_waiting_count, &waiting_count_shape,
    "the limit is the tree's, for any of its accounts; only whether it is reached is told",
    "SELECT COUNT(*) AS waiting FROM invite AS i"
    " WHERE i.root_id = ? AND i.ends_at > UTC_TIMESTAMP(6) AND i.used_at IS NULL"
    "   AND i.revoked_at IS NULL AND i.declined_at IS NULL"
    "   AND EXISTS (SELECT 1 FROM invite_grant AS g WHERE g.root_id = i.root_id"
    "                  AND g.invite_id = i.invite_id AND g.state = 'open')");

/* One address in making: what fresh links need. */
struct making {
    const struct inviting *inviting;
    const struct invite_order *order;
    uint64_t invite_id; /* of a resend */
};

static enum status token_new(const struct inviting *inviting, struct str *token,
                             struct str *hash)
{
    struct digest *digest = ARENA_NEW(inviting->secret, struct digest);

    TRY(token_make(inviting->secret, token));
    TRY(token_hash(*token, digest));
    *hash = digest_str(digest);
    return OK;
}

static enum status known_ask(const struct inviting *inviting, struct str email, bool *known)
{
    struct email_login login;
    enum status status = global_one(inviting->db, &invite_has_login,
                                    WITH(TEXT(email), TEXT(email)), &login);

    *known = status == OK;
    return status == NOT_FOUND ? OK : status;
}

/* The end of the link's time, for people of any zone: "1 December 2026, 12:50 UTC". */
static struct str until_text(struct arena *arena)
{
    static const char *const months[] = {"January", "February", "March",     "April",
                                         "May",     "June",     "July",      "August",
                                         "September", "October", "November", "December"};
    struct civil end = stamp_civil(stamp_add(stamp_now(), 7 * STAMP_DAY));

    return str_format(arena, "%u %s %d, %02u:%02u UTC", end.day, months[end.month - 1],
                      (int)end.year, end.hour, end.minute);
}

/* The e-mail: who invites, to what, and the link. */
static enum status letter_send(const struct inviting *inviting, const struct sent *sent,
                               struct str token, const struct list *given)
{
    static const char *const names[] = {"account", "role", NULL};
    struct arena *secret = inviting->secret;
    struct mail *mail;
    bool known;

    TRY(known_ask(inviting, sent->email, &known));
    mail = mail_make(secret, known ? "invite-known" : "invite", sent->email, STR(""));
    mail_say(mail, "inviter", inviting->who->user_name);
    mail_say(mail, "organisation", sent->root_name);
    if (sent->note.len > 0)
        mail_say(mail, "note", sent->note);
    mail_say(mail, "until", until_text(secret));
    mail_link(mail, "accept", str_format(secret, "/invite/%.*s", STR_ARG(token)));
    for (size_t i = 0; i < given->count; i++) {
        const struct given *g = LIST_AT(given, struct given, i);

        if (g->open) {
            struct str values[] = {g->account_name, str_of(role_title((enum role)g->role))};

            mail_row(mail, "grant", names, values);
        }
    }
    return mail_queue(inviting->db, inviting->key, mail);
}

/* A row in the log of each account whose part is open, as it was read. */
static enum status grants_tell(const struct inviting *inviting, const char *action,
                               struct str email, const struct list *given)
{
    bool revoked = str_is(str_of(action), "invite.revoke");

    for (size_t i = 0; i < given->count; i++) {
        const struct given *g = LIST_AT(given, struct given, i);
        struct str role = str_of(role_title((enum role)g->role));
        struct audit_entry entry = {.action = action, .object = email};

        if (!g->open)
            continue;
        if (revoked)
            entry.before = role;
        else
            entry.after = role;
        TRY(audit_write_in(inviting->db, inviting->root_id, g->account_id, inviting->who,
                           &entry));
    }
    return OK;
}

/* Behind the audit rows, whose lock of the tree's chain makes everybody who sends stand in
 * line: under READ COMMITTED each counts what those before them have sent. */
static enum status waiting_judge(const struct inviting *inviting)
{
    struct waiting_count count;

    TRY(global_one(inviting->db, &invite_waiting_count, WITH(ID(inviting->root_id)), &count));
    return count.waiting > INVITE_WAITING_MOST ? TOO_MUCH : OK;
}

static enum status grants_read(const struct inviting *inviting, uint64_t invite_id,
                               struct list *out)
{
    return global_list(
        inviting->db, &invite_grants,
        WITH(ID(inviting->root_id), ID(invite_id), ID(inviting->account_id)), out);
}

static enum status want_grant(const struct inviting *inviting, uint64_t invite_id,
                              struct str email, const struct invite_want *want)
{
    enum status status;

    TRY(global_run(inviting->db, &invite_supersede, WITH(ID(want->account_id), TEXT(email))));
    status = global_try(inviting->db, &invite_grant_add,
                        WITH(ID(invite_id), WORD(role_words[want->role]),
                             ID(inviting->root_id), ID(want->account_id),
                             ID(inviting->account_id), ID(inviting->who->user_id)));
    return status == CONFLICT ? NOT_FOUND : status; /* not theirs to give */
}

/* One address: the row, its grants, the e-mail. Its id goes into *invite_id. */
static enum status one_send(const struct making *making, struct str email, uint64_t *invite_id)
{
    const struct inviting *v = making->inviting;
    const struct invite_order *order = making->order;
    struct list given = {0};
    struct sent sent;
    struct str token;
    struct str hash;

    TRY(token_new(v, &token, &hash));
    TRY(global_insert(v->db, &invite_add,
                      WITH(ID(v->root_id), ID(v->account_id), TEXT(hash), TEXT(email),
                           ID(v->who->user_id), TEXT(v->who->user_name), TEXT(order->note)),
                      invite_id));
    for (size_t i = 0; i < order->want_count; i++)
        TRY(want_grant(v, *invite_id, email, &order->wants[i]));
    TRY(global_one(v->db, &invite_read, WITH(ID(v->root_id), ID(*invite_id)), &sent));
    TRY(grants_read(v, *invite_id, &given));
    return letter_send(v, &sent, token, &given);
}

static enum status send_body(void *arg)
{
    const struct making *making = arg;
    const struct invite_order *order = making->order;
    uint64_t *ids = ARENA_NEW_N(db_arena(making->inviting->db), uint64_t, order->email_count);

    for (size_t i = 0; i < order->email_count; i++)
        TRY(one_send(making, order->emails[i], &ids[i]));
    for (size_t i = 0; i < order->email_count; i++) {
        struct list given = {0};

        TRY(grants_read(making->inviting, ids[i], &given));
        TRY(grants_tell(making->inviting, "invite.make", order->emails[i], &given));
    }
    return waiting_judge(making->inviting);
}

enum status invite_send(const struct inviting *inviting, const struct invite_order *order)
{
    struct making making = {.inviting = inviting, .order = order};

    return global_tx(inviting->db, send_body, NULL, &making);
}

static enum status resend_body(void *arg)
{
    const struct making *making = arg;
    const struct inviting *v = making->inviting;
    struct list given = {0};
    struct sent sent;
    struct str token;
    struct str hash;

    TRY(global_one(v->db, &invite_read, WITH(ID(v->root_id), ID(making->invite_id)), &sent));
    if (v->account_id != sent.made_in && v->account_id != v->root_id)
        return NOT_FOUND;
    TRY(token_new(v, &token, &hash));
    TRY(global_try(v->db, &invite_renew,
                   WITH(TEXT(hash), ID(v->who->user_id), TEXT(v->who->user_name),
                        ID(v->root_id), ID(making->invite_id), ID(v->account_id))));
    TRY(grants_read(v, making->invite_id, &given));
    TRY(letter_send(v, &sent, token, &given));
    TRY(grants_tell(v, "invite.resend", sent.email, &given));
    return waiting_judge(v);
}

enum status invite_resend(const struct inviting *inviting, uint64_t invite_id)
{
    struct making making = {.inviting = inviting, .invite_id = invite_id};

    return global_tx(inviting->db, resend_body, NULL, &making);
}

/* *given are the parts in reach; those that could be taken back stay open in it. */
static enum status grants_revoke(const struct making *making, struct list *given)
{
    const struct inviting *v = making->inviting;
    size_t count = 0;

    for (size_t i = 0; i < given->count; i++) {
        struct given *g = LIST_AT(given, struct given, i);
        enum status status = global_try(v->db, &invite_grant_revoke,
                                        WITH(ID(v->root_id), ID(making->invite_id),
                                             ID(v->account_id), ID(g->account_id)));

        if (status != CONFLICT)
            TRY(status);
        g->open = status == OK;
        count += g->open;
    }
    return count > 0 ? OK : CONFLICT;
}

static enum status revoke_body(void *arg)
{
    const struct making *making = arg;
    const struct inviting *v = making->inviting;
    struct list given = {0};
    struct sent sent;

    TRY(grants_read(v, making->invite_id, &given));
    if (given.count == 0)
        return NOT_FOUND;
    TRY(grants_revoke(making, &given));
    TRY(global_one(v->db, &invite_read, WITH(ID(v->root_id), ID(making->invite_id)), &sent));
    return grants_tell(v, "invite.revoke", sent.email, &given);
}

enum status invite_revoke(const struct inviting *inviting, uint64_t invite_id)
{
    struct making making = {.inviting = inviting, .invite_id = invite_id};

    return global_tx(inviting->db, revoke_body, NULL, &making);
}
