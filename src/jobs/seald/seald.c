/* seald.c: the ends of all audit chains, signed every hour, and told to who is elsewhere
 *
 * The signatures are kept in the table audit_seal, which no other program may add to, and leave
 * this machine by the log (journal, syslog) and, if the configuration names an address, by
 * mail.
 *
 *     seald --conf FILE --public      prints the public half of its key, to prove them with */
#include <stdio.h>

#include "base/log.h"
#include "base/option.h"
#include "crypto/codec.h"
#include "daemon/bell.h"
#include "daemon/crash.h"
#include "daemon/daemon.h"
#include "model/audit/audit_seal_make.h"

enum { SECOND = 1000000, LOOK_US = 60 * SECOND, HOUR = 3600, DAY = 86400 };

struct seald {
    struct sign_key key;
    struct mail_key mail_key;
    struct audit_sealing sealing;
    int64_t period; /* us */
    const char *faults;
    bool more; /* the last round was full */
    bool told; /* of all seals in the table, so far as this process knows */
};

static const struct stmt *const asks[] = {AUDIT_SEAL_MAKE_ASKS, NULL};

static enum status key_read(struct arena *arena, const struct conf *conf, struct sign_key *out,
                            struct str *why)
{
    return key_file_read(arena, conf, "audit-key", out->bytes, why);
}

static enum status seald_open(struct duty *duty, struct str *why)
{
    struct seald *own = ARENA_NEW(duty->life, struct seald);
    struct str to = str_of(conf_text_or(duty->conf, "audit_mail_to", ""));

    duty->own = own;
    own->period = conf_number(duty->conf, "audit_seal_seconds", 1, DAY, HOUR) * SECOND;
    own->faults = crash_file(duty->life, duty->conf, "seald");
    own->sealing =
        (struct audit_sealing){.key = &own->key, .mail_key = &own->mail_key, .mail_to = to};
    TRY(key_read(duty->life, duty->conf, &own->key, why));
    TRY(mail_key_read(duty->life, duty->conf, &own->mail_key, why));
    if (to.len == 0 || mail_address_is_good(to))
        return OK;
    *why = STR("audit_mail_to must be one address, or empty");
    return INVALID;
}

/* The line is what syslog or the journal carry to another machine. */
static void tell(struct arena *arena, const struct list *seals)
{
    for (size_t i = 0; i < seals->count; i++) {
        const struct audit_seal *seal = LIST_AT(seals, struct audit_seal, i);

        LOG("info", "sealed", LOG_NUMBER("root", seal->root_id), LOG_NUMBER("row", seal->seq),
            LOG_TEXT("seal", audit_seal_word(arena, seal)));
    }
}

static void warn(const struct audit_sealed *sealed)
{
    if (sealed->count > 0)
        LOG("error", "audit log changed", LOG_NUMBER("chains", sealed->count),
            LOG_NUMBER("root", sealed->astray),
            LOG_TEXT("why", STR("it ends before its last seal; see branchline audit verify")));
    if (sealed->lost_to > 0)
        LOG("error", "seals taken away", LOG_NUMBER("from", sealed->lost_from),
            LOG_NUMBER("to", sealed->lost_to));
}

/* What a process that was killed, or lost the database, may have left untold: once more does no
 * harm. */
static enum status tell_again(struct duty *duty)
{
    struct seald *own = duty->own;
    struct list seals = {0};

    if (own->told)
        return OK;
    TRY(audit_seal_again(duty->db, &seals));
    if (seals.count > 0 && LIST_AT(&seals, struct audit_seal, 0)->number > own->sealing.last)
        own->sealing.last = LIST_AT(&seals, struct audit_seal, 0)->number;
    tell(duty->turn, &seals);
    own->told = true;
    return OK;
}

/* A clock that was set back delays nothing. */
static enum status is_due(struct duty *duty, struct stamp now, bool *due)
{
    const struct seald *own = duty->own;
    struct stamp newest;

    TRY(audit_seal_newest(duty->db, &newest));
    *due = own->more || stamp_is_none(newest) || newest.us > now.us ||
           now.us - newest.us >= own->period;
    return OK;
}

static enum status seal(struct duty *duty)
{
    struct seald *own = duty->own;
    struct stamp now = stamp_now();
    struct audit_sealed sealed;
    bool due;

    TRY(tell_again(duty));
    TRY(is_due(duty, now, &due));
    if (!due)
        return OK;
    TRY(audit_seal_round(duty->db, &own->sealing, now, &sealed));
    crash_point(own->faults, "after_commit");
    own->more = sealed.more;
    warn(&sealed);
    tell(duty->turn, &sealed.seals);
    if (sealed.seals.count > 0 && own->sealing.mail_to.len > 0)
        bell_ring(duty->run_dir, "maild");
    return OK;
}

static int64_t turn(struct duty *duty)
{
    struct seald *own = duty->own;
    int64_t pause = own->period < LOOK_US ? own->period : LOOK_US;
    enum status status;

    if (duty->stopping)
        return DUTY_DONE;
    status = seal(duty);
    if (status == OK)
        return duty->now + (own->more ? 0 : pause);
    own->told = false;
    LOG("error", "seal", LOG_TEXT("status", str_of(status_word(status))),
        LOG_TEXT("why", str_of(db_error(duty->db))));
    return duty->now + SECOND;
}

static int public_print(const char *path)
{
    struct arena *arena = arena_new(0, 1);
    struct conf *conf;
    struct sign_key key;
    struct sign_public half;
    struct str why = STR("the key can't be used");
    struct str hex;

    if (conf_read(arena, path, &conf, &why) != OK || key_read(arena, conf, &key, &why) != OK ||
        sign_public_of(&key, &half) != OK) {
        fprintf(stderr, "seald: %.*s\n", STR_ARG(why));
        return EXIT_CONFIG;
    }
    hex = hex_encode(arena,
                     (struct str){.at = (const char *)half.bytes, .len = SIGN_PUBLIC_BYTES});
    printf("%.*s\n", STR_ARG(hex));
    arena_free(arena);
    return 0;
}

static const struct daemon seald = {
    .name = "seald", .asks = asks, .open = seald_open, .turn = turn};

int main(int argc, char **argv)
{
    static const char *const lists[] = {"public", NULL};
    struct options options;

    if (options_read(argc, argv, lists, &options) == OK && options.list == 0 && options.conf)
        return public_print(options.conf);
    return daemon_main(argc, argv, &seald);
}
