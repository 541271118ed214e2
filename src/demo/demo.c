/* demo.c: believable data for an empty installation
 *
 *     demo --conf FILE [--rows N] [--more N [--accounts N] [--into ACCOUNT]] [--check]
 *
 * Accounts, people and at least N messages over the last eight weeks, the same ones each time
 * but for the hour of the load. It prints the table of sign-ins and keeps it in demo.tsv, in
 * the configuration's var_dir or beside its file. Where there are accounts it does nothing but
 * what --more asks for: N messages more, see mass.h.
 * Works as database user `demo`, whom only the local runner makes. */
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "crypto/codec.h"
#include "crypto/password.h"
#include "db/global.h"
#include "demo/mass.h"
#include "demo/sign_ins.h"
#include "demo/write.h"
#include "model/audit/audit.h"
#include "text/phone.h"

enum {
    ROWS = 2400,
    ROWS_MOST = 5000000,
    MORE_MOST = 20000000,
    ROW_BYTES = 2048, /* memory that a planned message may take */
    MEMORY_LEAST = 96 << 20,
    SEED = 20260319,
    EXIT_FAILED = 1,
    EXIT_USAGE = 64,
};

struct counted {
    uint64_t count;
};
SHAPE(counted, FIELD(counted, count));

STMT_GLOBAL(demo_account_count, &counted_shape, "looks whether there is any account yet",
            "SELECT COUNT(*) AS count FROM account AS a");

struct route_id {
    uint64_t route_id;
};
SHAPE(route_id, FIELD(route_id, route_id));

STMT_GLOBAL(demo_route_first, &route_id_shape, "routes serve all accounts",
            "SELECT r.route_id FROM route AS r WHERE r.enabled = 1"
            " ORDER BY r.route_id LIMIT 1");

STMT_GLOBAL(demo_route_by_name, &route_id_shape, "routes serve all accounts",
            "SELECT r.route_id FROM route AS r WHERE r.name = ?");

STMT_GLOBAL(demo_route_next, &route_id_shape, "routes serve all accounts",
            "SELECT COALESCE(MAX(r.route_id), 0) + 1 AS route_id FROM route AS r");

STMT_GLOBAL(demo_route_add, NULL, "routes serve all accounts",
            "INSERT INTO route (route_id, name, host, port, system_id, enabled)"
            " VALUES (?, ?, ?, ?, ?, ?)");

struct demo {
    struct arena *arena;
    const char *conf_path;
    struct conf *conf;
    struct db *db;
    int64_t rows;
    int64_t more;     /* 0: none */
    int64_t accounts; /* sub-accounts more */
    int64_t into;     /* account that gets most; 0: none */
    bool check;
};

static int fail(const char *what, const char *detail)
{
    fprintf(stderr, "demo: %s%s%s\n", what, *detail ? ": " : "", detail);
    return EXIT_FAILED;
}

static const struct stmt *const asks[] = {
    &demo_account_count, &demo_route_first,      &demo_route_by_name, &demo_route_next,
    &demo_route_add,     &demo_account_add,      &audit_add_in,       &demo_audit_head_add,
    &demo_user_add,      &demo_membership_add,   &demo_sender_add,    &demo_contact_add,
    &demo_setting_add,      &demo_invite_add,    &demo_invite_grant_add,
    &demo_conversation_add, &demo_own_add,       &demo_count_add,
    &demo_message_add,   &demo_part_add,         &demo_ref_add,       &demo_receipt_add,
    &demo_inbound_add,   &demo_orphan_add,       &demo_outbox_add,    &demo_event_add,
    &mass_account_next,  &mass_account_add,      &mass_user_add,      &mass_member_add,
    &mass_sender_find,   &mass_sender_add,       &mass_talk_next,     &mass_number_taken,
    &mass_count_move,    &mass_count_version,    &mass_words_anew,    NULL,
};

static enum status arguments_read(struct demo *demo, char **at)
{
    for (; *at; at++) {
        if (strcmp(*at, "--check") == 0)
            demo->check = true;
        else if (strcmp(*at, "--conf") == 0 && at[1])
            demo->conf_path = *++at;
        else if (strcmp(*at, "--rows") == 0 && at[1])
            TRY(number_parse(str_of(*++at), 100, ROWS_MOST, &demo->rows));
        else if (strcmp(*at, "--more") == 0 && at[1])
            TRY(number_parse(str_of(*++at), 1, MORE_MOST, &demo->more));
        else if (strcmp(*at, "--accounts") == 0 && at[1])
            TRY(number_parse(str_of(*++at), 1, MASS_ACCOUNTS, &demo->accounts));
        else if (strcmp(*at, "--into") == 0 && at[1])
            TRY(number_parse(str_of(*++at), 1, FIRMS, &demo->into));
        else
            return INVALID;
    }
    return demo->conf_path && (demo->more || !(demo->accounts || demo->into)) ? OK : INVALID;
}

/* All people share one password, and its hash is made once: a hash each would take seconds. */
static enum status password_once(struct demo *demo, struct str *phc)
{
    struct str pepper = {0};
    struct str path = str_format(demo->arena, "%s/pepper", conf_text(demo->conf, "secret_dir"));
    struct hasher hasher = {
        .memory_kib = (uint32_t)conf_number(demo->conf, "hash_memory_kib", 1,
                                            PASSWORD_MEMORY_MOST, 65536),
        .passes = (uint32_t)conf_number(demo->conf, "hash_passes", 1, PASSWORD_PASSES_MOST, 2),
    };

    TRY(conf_secret(demo->arena, path.at, &pepper));
    TRY(hex_decode(demo->arena, pepper, &hasher.pepper));
    return password_hash(demo->arena, &hasher, STR(DEMO_PASSWORD), phc);
}

static enum status route_add(struct demo *demo, const char *name, int64_t port, bool enabled,
                             uint64_t *out)
{
    struct route_id next;

    TRY(global_one(demo->db, &demo_route_next, WITH_NOTHING, &next));
    TRY(global_run(demo->db, &demo_route_add,
                   WITH(ID(next.route_id), WORD(name),
                        WORD(conf_text_or(demo->conf, "carrier_host", "127.0.0.1")),
                        NUMBER(port),
                        WORD(conf_text_or(demo->conf, "carrier_system_id", "branchline")),
                        FLAG(enabled))));
    *out = next.route_id;
    return OK;
}

/* What was sent went by the first route that is in use; `branchline route add` made it, or
 * it is made here from the configuration. A second one is switched off, so that a message
 * which waits for it can be seen to wait. */
static enum status routes_find(struct demo *demo, struct writer *w)
{
    int64_t port = conf_number(demo->conf, "carrier_port", 1, 65535, 2775);
    struct route_id row;
    enum status status = global_one(demo->db, &demo_route_first, WITH_NOTHING, &row);

    w->route_id = row.route_id;
    if (status == NOT_FOUND)
        status = route_add(demo, "east-1", port, true, &w->route_id);
    TRY(status);
    status = global_one(demo->db, &demo_route_by_name, WITH(WORD("west-1")), &row);
    w->off_route_id = row.route_id;
    if (status == NOT_FOUND)
        status = route_add(demo, "west-1", port, false, &w->off_route_id);
    return status;
}

static const char *sign_ins_path(const struct demo *demo)
{
    const char *folder = conf_text_or(demo->conf, "var_dir", NULL);
    const char *slash = strrchr(demo->conf_path, '/');

    if (folder)
        return str_format(demo->arena, "%s/demo.tsv", folder).at;
    return str_format(demo->arena, "%.*sdemo.tsv",
                      slash ? (int)(slash - demo->conf_path) + 1 : 0, demo->conf_path)
        .at;
}

static enum status load(struct demo *demo, struct plan *plan)
{
    struct tallies *tallies = ARENA_NEW(demo->arena, struct tallies);
    struct writer writer = {
        .db = demo->db, .plan = plan, .tallies = tallies, .scratch = arena_new(0, 0)};

    TRY(password_once(demo, &writer.password));
    TRY(plan_make(plan));
    fold_acts(plan, tallies);
    TRY(routes_find(demo, &writer));
    TRY(write_world(&writer));
    TRY(write_settings(&writer));
    TRY(write_invites(&writer));
    TRY(write_audit(&writer));
    TRY(write_inboxes(&writer));
    TRY(write_messages(&writer));
    arena_free(writer.scratch);
    return OK;
}

static int world_load(struct demo *demo)
{
    int64_t begin = clock_monotonic_us();
    struct plan plan = {.arena = demo->arena,
                        .dice = {.state = SEED},
                        .now = stamp_now(),
                        .rows = (size_t)demo->rows};

    if (load(demo, &plan) != OK)
        return fail("the demo data could not be loaded; wipe the database and try again",
                    db_error(demo->db));
    fprintf(stderr, "demo: %zu messages in %zu conversations, %.1f s\n", plan.messages,
            plan.talk_count, (double)(clock_monotonic_us() - begin) / 1e6);
    if (!sign_ins_write(sign_ins_path(demo)))
        return fail("the list of sign-ins can't be written", sign_ins_path(demo));
    return 0;
}

static enum status mass_load(struct demo *demo, struct mass *mass)
{
    struct writer routes = {.db = demo->db};

    TRY(password_once(demo, &mass->password));
    TRY(routes_find(demo, &routes));
    mass->route_id = routes.route_id;
    return mass_fill(mass);
}

static int more_load(struct demo *demo)
{
    int64_t begin = clock_monotonic_us();
    struct mass mass = {.arena = demo->arena,
                        .conf = demo->conf,
                        .asks = asks,
                        .db = demo->db,
                        .now = stamp_now(),
                        .messages = (uint64_t)demo->more,
                        .accounts = (uint32_t)demo->accounts,
                        .into = (uint64_t)demo->into};
    enum status status = mass_load(demo, &mass);
    double seconds = (double)(clock_monotonic_us() - begin) / 1e6;

    if (status == CONFLICT)
        return fail("there is more already; start afresh with `make reset`", "");
    if (status == NOT_FOUND)
        return fail("the accounts here are not the demo's; nothing was changed", "");
    if (status != OK)
        return fail("not all could be loaded; what there is is whole",
                    mass.trouble ? mass.trouble : db_error(demo->db));
    fprintf(stderr,
            "demo: %llu messages more, %llu rows in all tables, %.1f s: %.0f rows a second\n",
            (unsigned long long)mass.messages, (unsigned long long)mass.rows, seconds,
            (double)mass.rows / seconds);
    return 0;
}

static int demo_load(struct demo *demo)
{
    struct counted accounts;

    if (global_one(demo->db, &demo_account_count, WITH_NOTHING, &accounts) != OK)
        return fail("the database can't be read", db_error(demo->db));
    if (accounts.count == 0 && world_load(demo) != 0)
        return EXIT_FAILED;
    if (demo->more)
        return more_load(demo);
    if (accounts.count > 0)
        fputs("demo: there are accounts already; nothing was changed\n", stderr);
    return 0;
}

int main(int argc, char **argv)
{
    struct demo demo = {.rows = ROWS};
    struct str why;

    if (argc == 2 && strcmp(argv[1], "--statements") == 0) {
        stmt_print(asks);
        return 0;
    }
    if (argc < 2 || arguments_read(&demo, argv + 1) != OK) {
        fputs("usage: demo --conf FILE [--rows N] [--more N [--accounts N] [--into ACCOUNT]]"
              " [--check] | --statements\n",
              stderr);
        return EXIT_USAGE;
    }
    demo.arena = arena_new(MEMORY_LEAST + (size_t)demo.rows * ROW_BYTES, 0);
    if (conf_read(demo.arena, demo.conf_path, &demo.conf, &why) != OK)
        return fail(why.at, "");
    if (db_prove(demo.arena, demo.conf, "demo", asks, &why) != OK)
        return fail("the database can't be used", str_z(demo.arena, why));
    if (demo.check)
        return 0;
    demo.db = db_open(demo.conf, "demo", asks);
    db_visit(demo.db, demo.arena);
    return demo_load(&demo);
}
