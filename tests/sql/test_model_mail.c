/* test_model_mail.c: a mail is put in line sealed, and only if it can be sent (IO-07, AU-11) */
#include "kit/world.h"

#include "model/mail/mail.h"

static const struct stmt *const asks[] = {MAIL_ASKS, NULL};
static const struct mail_key key = {.seal = {.bytes = {7}}};

static struct db *db;

static int up(void **state)
{
    (void)state;
    world_reset();
    if (!db)
        db = world_db("login", asks);
    return 0;
}

static enum status queue(const char *kind, struct str to, struct str name)
{
    struct mail *mail = mail_make(world_arena(), kind, to, name);

    mail_say(mail, "organisation", STR("Tallowood"));
    mail_link(mail, "accept", STR("/invite/CANARYTOKEN"));
    return mail_queue(db, &key, mail);
}

static void test_row(void **state)
{
    static const char *const secrets[] = {"CANARY", "Tallow", "invite"};
    struct letter letter = {.arena = world_arena()};
    struct str opened;
    struct str ref;

    (void)state;
    assert_int_equal(queue("invite", STR("new@tallowood.example"), STR("Zoë")), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM mail AS m"
                                  " WHERE m.state = 'queued' AND m.tries = 0 AND m.epoch = 0"
                                  "   AND m.to_email = 'new@tallowood.example'"
                                  "   AND m.not_before <= UTC_TIMESTAMP(6)"
                                  "   AND m.give_up_at = m.queued_at + INTERVAL 2 DAY"),
                     1);
    ref = world_text("SELECT m.message_ref AS text FROM mail AS m");
    assert_int_equal(ref.len, 32);
    for (size_t i = 0; i < COUNT_OF(secrets); i++)
        assert_int_equal(world_number("SELECT COUNT(*) AS n FROM mail AS m"
                                      " WHERE INSTR(m.sealed, '%s') > 0",
                                      secrets[i]),
                         0);
    assert_int_equal(seal_open(world_arena(), &key.seal, ref,
                               world_text("SELECT m.sealed AS text FROM mail AS m"), &opened),
                     OK);
    assert_int_equal(letter_read(opened, &letter), OK);
    ASSERT_STR(world_arena(), letter.words[1].value, "/invite/CANARYTOKEN");
}

static void test_life(void **state)
{
    struct mail *mail = mail_make(world_arena(), "reset", STR("a@b.example"), STR(""));

    (void)state;
    mail_link(mail, "reset", STR("/reset/x"));
    assert_int_equal(mail_queue(db, &key, mail), OK);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM mail AS m"
                                  " WHERE m.give_up_at = m.queued_at + INTERVAL 30 MINUTE"),
                     1);
}

/* What no template of the kind says is a mistake of the program's, and seen at once. */
static void test_names(void **state)
{
    static const char *const names[] = {"account", NULL};
    static const struct str values[] = {{"Sales", 5}};

    (void)state;
    for (int which = 0; which < 4; which++) {
        struct mail *mail = mail_make(world_arena(), "invite", STR("a@b.example"), STR(""));

        if (which == 0)
            mail_say(mail, "device", STR("x"));
        else if (which == 1)
            mail_say(mail, "accept", STR("https://evil.example/"));
        else if (which == 2)
            mail_link(mail, "note", STR("/x"));
        else
            mail_row(mail, "devices", names, values);
        assert_int_equal(mail_queue(db, &key, mail), INVALID);
    }
}

static void refused(struct str to, struct str name)
{
    assert_int_equal(queue("invite", to, name), INVALID);
}

static void test_headers(void **state)
{
    static const char *const addresses[] = {"",
                                            "a",
                                            "@b.example",
                                            "a@",
                                            "a@b@c.example",
                                            "a b@c.example",
                                            "a@c.example\r\nBcc: x@y.example",
                                            "<a@b.example>",
                                            "a,b@c.example",
                                            "a(b)@c.example",
                                            "a\\b@c.example",
                                            "\"a\"@c.example",
                                            "a@[127.0.0.1]",
                                            "a;b@c.example"};
    static const char *const names[] = {"A\r\nBcc: x@y.example", "A\nB", "A\tB", "\xff",
                                        "A\x7f"};
    struct str long_name = repeated(world_arena(), "é", MAIL_NAME_MOST + 1);
    struct str long_address =
        str_format(world_arena(), "%.*s@b.example",
                   STR_ARG(repeated(world_arena(), "a", MAIL_ADDRESS_MOST)));

    (void)state;
    for (size_t i = 0; i < COUNT_OF(addresses); i++)
        refused(str_of(addresses[i]), STR("Ann"));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        refused(STR("a@b.example"), str_of(names[i]));
    refused((struct str){.at = "a\0@b.example", .len = 12}, STR("Ann"));
    refused(STR("a@b.example"), (struct str){.at = "A\0B", .len = 3});
    refused(STR("a@b.example"), long_name);
    refused(long_address, STR("Ann"));
    assert_int_equal(queue("birthday", STR("a@b.example"), STR("Ann")), INVALID);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM mail AS m"), 0);
    assert_int_equal(queue("invite", STR("o'neil+x@b.example"),
                           repeated(world_arena(), "é", MAIL_NAME_MOST)),
                     OK);
}

static void test_much(void **state)
{
    struct mail *mail = mail_make(world_arena(), "invite", STR("a@b.example"), STR(""));

    (void)state;
    mail_say(mail, "note", repeated(world_arena(), "0123456789", 6100));
    assert_int_equal(mail_queue(db, &key, mail), TOO_MUCH);
}

static enum status body(void *arg)
{
    (void)arg;
    TRY(queue("invite", STR("a@b.example"), STR("")));
    return CONFLICT;
}

static void test_rollback(void **state)
{
    (void)state;
    assert_int_equal(global_tx(db, body, NULL, NULL), CONFLICT);
    assert_int_equal(world_number("SELECT COUNT(*) AS n FROM mail AS m"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_row, up),   cmocka_unit_test_setup(test_life, up),
        cmocka_unit_test_setup(test_names, up), cmocka_unit_test_setup(test_headers, up),
        cmocka_unit_test_setup(test_much, up),  cmocka_unit_test_setup(test_rollback, up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
