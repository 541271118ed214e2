/* post.c: one mail from its row to the relay, and what became of it back into the row */
#include "jobs/maild/post.h"

#include "base/log.h"
#include "crypto/random.h"
#include "daemon/crash.h"
#include "daemon/owner.h"
#include "jobs/maild/folder.h"
#include "text/mime.h"
#include "text/utf8.h"

enum {
    SECOND = 1000000,
    LOOK_US = SECOND,
    OWN_CAP = 8 << 20,
    RETRY_MOST = 3600,
    REST_MOST = 300,
    DOUBLES_MOST = 12,
    LEASE_MORE = 60
};

static enum status address_read(struct arena *arena, const struct conf *conf, struct post *post,
                                struct str *why)
{
    post->from = str_of(conf_text(conf, "mail_from"));
    post->from_name = str_of(conf_text_or(conf, "mail_from_name", "Branchline"));
    if (mail_address_is_good(post->from) && utf8_is_valid(post->from_name, UTF8_ONE_LINE))
        return OK;
    *why = str_format(arena, "mail_from must be an address, mail_from_name one line of UTF-8");
    return INVALID;
}

enum status post_open(struct arena *arena, const struct conf *conf, struct post *out,
                      struct str *why)
{
    out->folder = conf_text_or(conf, "mail_to", "");
    out->faults = crash_file(arena, conf, "maild");
    out->owner = owner_name(arena);
    out->own = arena_new(OWN_CAP, 1);
    out->retry = (uint32_t)conf_number(conf, "smtp_retry_seconds", 1, 600, 30);
    out->lease = (uint32_t)conf_number(conf, "smtp_seconds", 1, 600, 60) + LEASE_MORE;
    TRY(mail_key_read(arena, conf, &out->key, why));
    TRY(address_read(arena, conf, out, why));
    TRY(press_open(arena, conf, &out->press, why));
    return out->folder[0] ? OK : relay_open(arena, conf, &out->relay, why);
}

enum status post_recover(struct duty *duty)
{
    struct list claims = {0};

    TRY(mail_claims(duty->db, &claims));
    for (size_t i = 0; i < claims.count; i++) {
        const struct mail_claim *claim = LIST_AT(&claims, struct mail_claim, i);

        if (owner_is_dead(duty->turn, claim->owner))
            TRY(mail_free(duty->db, claim));
    }
    return OK;
}

/* seconds * 2^doubles, at most `most`, then a half to one and a half of that: so that what
 * failed together does not come again together. */
static uint32_t back_off(uint32_t seconds, uint32_t doubles, uint32_t most)
{
    uint32_t chance = UINT32_MAX / 2;
    uint64_t pause = (uint64_t)seconds << (doubles < DOUBLES_MOST ? doubles : DOUBLES_MOST);

    if (random_fill(&chance, sizeof(chance)) != OK)
        chance = UINT32_MAX / 2;
    if (pause > most)
        pause = most;
    return (uint32_t)(pause / 2 + pause * chance / UINT32_MAX) + 1;
}

/* What the row says lives on in an arena of the post's own: a mail outlasts turns. */
static void mail_keep(struct post *post, const struct mail_out *mail)
{
    post->mail = *mail;
    post->mail.message_ref = str_copy(post->own, mail->message_ref);
    post->mail.kind = str_copy(post->own, mail->kind);
    post->mail.to_email = str_copy(post->own, mail->to_email);
    post->mail.to_name = str_copy(post->own, mail->to_name);
    post->mail.sealed = str_copy(post->own, mail->sealed);
}

static struct str message_id_of(const struct post *post)
{
    struct str domain = str_from(post->from, str_find(post->from, '@') + 1);

    return str_format(post->own, "%.*s@%.*s", STR_ARG(post->mail.message_ref), STR_ARG(domain));
}

/* The whole message. *why says what is wrong with a mail that can't be made. */
static enum status message_make(struct post *post, struct str *out, const char **why)
{
    const struct mail_kind *kind = mail_kind_find(post->mail.kind.at);
    struct letter letter = {.arena = post->own};
    struct print print;
    struct mime_mail mime;
    struct str says;

    *why = "there is no such kind of mail";
    if (!kind)
        return INVALID;
    *why = "what it says can't be opened with this mail-key";
    TRY(seal_open(post->own, &post->key.seal, post->mail.message_ref, post->mail.sealed,
                  &says));
    TRY(letter_read(says, &letter));
    *why = "its template failed";
    TRY(press_print(post->own, &post->press, kind, &letter, post->mail.to_name, &print));
    *why = "its headers can't be written";
    mime = (struct mime_mail){.from = post->from,
                              .from_name = post->from_name,
                              .to = post->mail.to_email,
                              .to_name = post->mail.to_name,
                              .subject = print.subject,
                              .message_id = message_id_of(post),
                              .date = post->mail.queued_at,
                              .text = print.text,
                              .html = print.html};
    return mime_write(post->own, &mime, out);
}

static void end_with(struct post *post, enum relay_end end, struct str why)
{
    post->phase = POST_ENDED;
    post->verdict = (struct relay_verdict){.end = end, .why = why};
}

static void mail_begin(struct post *post)
{
    const char *why;
    struct str message;

    if (post->mail.late) {
        end_with(post, RELAY_REFUSED, STR("its time was over before anybody took it"));
    } else if (message_make(post, &message, &why) != OK) {
        end_with(post, RELAY_REFUSED, str_of(why));
    } else if (!post->folder[0]) {
        post->phase = POST_AWAY;
        relay_send(post->relay, post->from, post->mail.to_email, message);
    } else if (folder_keep(post->own, post->folder, post->mail.message_ref, message) == OK) {
        end_with(post, RELAY_TAKEN, STR(""));
    } else {
        end_with(post, RELAY_DOWN, STR("the folder of mail_to can't be written"));
    }
}

/* OK also if there is nothing to do: the phase tells. */
static enum status mail_take(struct post *post, struct duty *duty)
{
    struct mail_out mail;
    enum status status = mail_claim(duty->db, post->owner, post->lease, &mail);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    crash_point(post->faults, "after_claim");
    arena_reset(post->own);
    mail_keep(post, &mail);
    mail_begin(post);
    return OK;
}

static enum status verdict_write(struct post *post, struct duty *duty, uint32_t *pause)
{
    const struct mail_out *mail = &post->mail;
    struct str why = post->verdict.why;

    *pause = 0;
    switch (post->verdict.end) {
    case RELAY_TAKEN:
        return mail_sent(duty->db, post->owner, mail);
    case RELAY_REFUSED:
        return mail_failed(duty->db, post->owner, mail, why);
    case RELAY_LATER:
        *pause = back_off(post->retry, (uint32_t)mail->tries - 1, RETRY_MOST);
        return mail_again(duty->db, post->owner, mail, *pause, why);
    case RELAY_DOWN:
        *pause = back_off(post->retry, post->downs, REST_MOST);
        return mail_again(duty->db, post->owner, mail, *pause, why);
    }
    return BROKEN;
}

static void tell(const struct post *post, uint32_t pause)
{
    static const char *const words[] = {"sent", "failed", "again later", "no relay"};

    LOG(post->verdict.end == RELAY_TAKEN ? "info" : "warn", "mail",
        LOG_NUMBER("mail", post->mail.mail_id), LOG_TEXT("kind", post->mail.kind),
        LOG_TEXT("end", str_of(words[post->verdict.end])),
        LOG_NUMBER("tries", post->mail.tries), LOG_NUMBER("again_in_s", pause),
        LOG_TEXT("why", post->verdict.why));
}

/* CONFLICT: the lease ran out and another process has the mail. It is not ours any more. */
static enum status settle(struct post *post, struct duty *duty)
{
    uint32_t pause;
    enum status status;

    crash_point(post->faults, "before_settle");
    status = verdict_write(post, duty, &pause);
    if (status != OK && status != CONFLICT)
        return status;
    crash_point(post->faults, "after_settle");
    tell(post, pause);
    if (status == CONFLICT)
        LOG("warn", "mail", LOG_NUMBER("mail", post->mail.mail_id),
            LOG_TEXT("end", STR("the claim was lost meanwhile")));
    post->downs = post->verdict.end == RELAY_DOWN ? post->downs + 1 : 0;
    if (post->verdict.end == RELAY_DOWN)
        post->rest_until = duty->now + (int64_t)pause * SECOND;
    post->phase = POST_IDLE;
    arena_reset(post->own);
    return OK;
}

int64_t post_work(struct post *post, struct duty *duty)
{
    enum status status = OK;
    int64_t wait = LOOK_US;

    duty->poll_count = 0;
    if (post->phase == POST_AWAY && relay_drive(post->relay, post->own, &post->verdict))
        post->phase = POST_ENDED;
    if (post->phase == POST_ENDED) {
        status = settle(post, duty);
        wait = status == OK ? 0 : LOOK_US;
    } else if (post->phase == POST_IDLE && !duty->stopping && duty->now >= post->rest_until) {
        status = mail_take(post, duty);
        wait = post->phase == POST_IDLE ? LOOK_US : 0;
    } else if (post->phase == POST_AWAY) {
        duty->poll_count = relay_polls(post->relay, duty->polls, DUTY_POLLS - 1, &wait);
    }
    if (status != OK)
        LOG("error", "mail", LOG_TEXT("status", str_of(status_word(status))),
            LOG_TEXT("why", str_of(db_error(duty->db))));
    return duty->now + wait;
}
