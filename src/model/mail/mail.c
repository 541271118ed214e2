/* mail.c: a mail to one person, put in line to be sent */
#include "model/mail/mail.h"

#include <string.h>

#include "crypto/codec.h"
#include "crypto/random.h"
#include "model/mail/mail_kind.h"
#include "text/utf8.h"

enum { REF_BYTES = 16, SAYS_MOST = 60000 };

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

static bool is_word_of(const char *const *words, struct str word)
{
    return word.at && word_find(words, word) >= 0;
}

/* Only names that the kind's templates know, and links where they expect links. */
static bool is_said_well(const struct mail_kind *kind, const struct letter *letter)
{
    for (size_t i = 0; i < letter->count && i < LETTER_WORDS; i++) {
        const struct letter_word *word = &letter->words[i];

        if (!is_word_of(kind->words, word->name) ||
            (word->section.at && !is_word_of(kind->words, word->section)) ||
            is_word_of(kind->links, word->name) != word->link)
            return false;
    }
    return true;
}

static bool may_stand_in_header(const struct mail *mail)
{
    return mail_address_is_good(mail->to) && utf8_is_valid(mail->to_name, UTF8_ONE_LINE) &&
           utf8_count(mail->to_name) <= MAIL_NAME_MOST;
}

enum status mail_queue(struct db *db, const struct mail_key *key, const struct mail *mail)
{
    struct arena *arena = mail->letter.arena;
    const struct mail_kind *kind = mail_kind_find(mail->kind);
    char bytes[REF_BYTES];
    struct str ref;
    struct str says;
    struct str sealed;

    if (!kind || !is_said_well(kind, &mail->letter) || !may_stand_in_header(mail))
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
                           NUMBER(kind->minutes)));
}
