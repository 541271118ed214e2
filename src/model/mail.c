/* mail.c: a mail to one person, put in line to be sent */
#include "model/mail.h"

#include <string.h>

#include "crypto/codec.h"
#include "crypto/random.h"
#include "text/utf8.h"

enum { REF_BYTES = 16, SAYS_MOST = 60000, HOUR = 60, DAY = 24 * HOUR };

/* What may be sent, and for how many minutes it is tried: a link that has run out is no use
 * to anybody. */
static const struct {
    const char *kind;
    uint16_t minutes;
} kinds[] = {
    {"invite", 2 * DAY},     {"invite-known", 2 * DAY},  {"reset", HOUR / 2},
    {"email-confirm", DAY},  {"email-changed", 2 * DAY}, {"password-changed", 2 * DAY},
    {"new-device", 2 * DAY}, {"recovery-used", 2 * DAY}, {"totp-changed", 2 * DAY},
};

STMT_GLOBAL(mail_add_row, NULL, "a mail belongs to the person it goes to, in no account",
            "INSERT INTO mail (message_ref, kind, to_email, to_name, sealed,"
            " not_before, queued_at, give_up_at)"
            " VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),"
            "         UTC_TIMESTAMP(6) + INTERVAL ? MINUTE)");

enum status mail_key_read(struct arena *arena, const struct conf *conf, struct mail_key *out,
                          struct str *why)
{
    return seal_key_read(arena, conf, "mail-key", &out->seal, why);
}

struct mail *mail_make(struct arena *arena, const char *kind, struct str to, struct str to_name)
{
    struct mail *mail = ARENA_NEW(arena, struct mail);

    *mail =
        (struct mail){.kind = kind, .to = to, .to_name = to_name, .letter = {.arena = arena}};
    return mail;
}

void mail_say(struct mail *mail, const char *name, struct str value)
{
    letter_say(&mail->letter, name, value);
}

void mail_link(struct mail *mail, const char *name, struct str path)
{
    letter_link(&mail->letter, name, path);
}

void mail_row(struct mail *mail, const char *section, const char *const *names,
              const struct str *values)
{
    letter_row(&mail->letter, section, names, values);
}

/* Neither spaces nor signs that part addresses or begin a comment; what is left is the
 * receiving server's to judge. */
bool mail_address_is_good(struct str email)
{
    size_t at = str_find(email, '@');
    struct str domain = str_from(email, at + 1);

    if (email.len > MAIL_ADDRESS_MOST || at == 0 || domain.len == 0 ||
        str_find(domain, '@') < domain.len || !utf8_is_valid(email, UTF8_ONE_LINE))
        return false;
    for (size_t i = 0; i < email.len; i++)
        if (email.at[i] == ' ' || strchr("\"(),:;<>[\\]", email.at[i]))
            return false;
    return true;
}

/* 0: there is no such kind. */
static uint16_t minutes_of(const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return kinds[i].minutes;
    return 0;
}

static bool may_stand_in_header(const struct mail *mail)
{
    return mail_address_is_good(mail->to) && utf8_is_valid(mail->to_name, UTF8_ONE_LINE) &&
           utf8_count(mail->to_name) <= MAIL_NAME_MOST;
}

enum status mail_queue(struct db *db, const struct mail_key *key, const struct mail *mail)
{
    struct arena *arena = mail->letter.arena;
    uint16_t minutes = minutes_of(mail->kind);
    char bytes[REF_BYTES];
    struct str ref;
    struct str says;
    struct str sealed;

    if (minutes == 0 || !may_stand_in_header(mail))
        return INVALID;
    TRY(letter_write(&mail->letter, &says));
    if (says.len > SAYS_MOST)
        return TOO_MUCH;
    TRY(random_fill(bytes, sizeof(bytes)));
    ref = hex_encode(arena, (struct str){.at = bytes, .len = sizeof(bytes)});
    TRY(seal_shut(arena, &key->seal, ref, says, &sealed));
    return global_run(db, &mail_add_row,
                      WITH(TEXT(ref), WORD(mail->kind), TEXT(mail->to),
                           TEXT(mail->to_name.at ? mail->to_name : STR("")), TEXT(sealed),
                           NUMBER(minutes)));
}
