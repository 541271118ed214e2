/* test_model_count.c: counts equal rows, whatever happens in whatever order
 *
 * Some hundred operations by chance, from a seed that is printed, over accounts of both
 * trees; now and then everything is counted again from the rows by other statements. */
#include <time.h>
#include <unistd.h>

#include "kit/post.h"

#include "model/conversation/conversation.h"

enum { OPERATIONS = 400, AT_ONCE = 4, EACH = 60 };

static const struct stmt *const asks[] = {CONVERSATION_MARK_ASKS, NULL};

static uint64_t chance_state;

/* Knuth's MMIX generator: the same sequence everywhere. */
static unsigned chance(unsigned below)
{
    chance_state = chance_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((chance_state >> 33) % below);
}

static const uint64_t accounts[] = {1, 2, 3, 8};

/* Some conversation of the account, 0 if there is none. */
static uint64_t some_conversation(uint64_t account_id)
{
    return world_number("SELECT c.conversation_id AS n FROM conversation AS c"
                        " WHERE c.account_id = %llu AND c.msisdn >= '+6149157%04u'"
                        " ORDER BY c.msisdn LIMIT 1",
                        (unsigned long long)account_id, chance(6));
}

/* NOT_FOUND and CONFLICT are answers, not faults. */
static bool is_answer(enum status status)
{
    return status == OK || status == NOT_FOUND || status == CONFLICT;
}

static bool mark(struct post *post, struct db *db, uint64_t account_id, unsigned what)
{
    struct tenant *t = world_tenant(db, account_id, ANN + chance(4));
    enum inbox_scope scope = chance(2) ? INBOX_ACCOUNT : INBOX_MINE;
    uint64_t id = some_conversation(account_id);

    if (what == 0)
        return is_answer(conversation_read(t, scope, id, 0));
    if (what == 1)
        return is_answer(conversation_unread(t, scope, id));
    if (what == 2)
        return is_answer(conversation_close(t, &post->node.ids, id, STR("Ann")));
    return is_answer(conversation_reopen(t, &post->node.ids, id, STR("Ann")));
}

static bool operate(struct post *post, struct db *db)
{
    uint64_t account_id = accounts[chance(COUNT_OF(accounts))];
    unsigned number = chance(6);
    unsigned what = chance(10);

    if (what < 3)
        post_out(post, account_id, ANN + chance(4), number, "out");
    else if (what < 5)
        post_in(post, account_id, number, "in");
    else
        return mark(post, db, account_id, what % 4);
    return true;
}

static void test_one_after_another(void **state)
{
    struct post post;
    struct db *db = world_db("inbox", asks);

    (void)state;
    world_reset();
    post = post_open();
    chance_state = (uint64_t)time(NULL);
    print_message("seed %llu\n", (unsigned long long)chance_state);
    for (unsigned i = 0; i < OPERATIONS; i++) {
        assert_true(operate(&post, db));
        if (i % 25 == 0)
            world_check();
    }
    world_check();
}

/* Texts go out and marks are set by four processes at once in the same few conversations. */
static bool operate_alone(unsigned i)
{
    struct post post = post_open();
    struct db *db = world_db("inbox", asks);

    chance_state = i + (uint64_t)time(NULL);
    for (unsigned turn = 0; turn < EACH; turn++) {
        uint64_t account_id = accounts[chance(COUNT_OF(accounts))];

        if (chance(2))
            post_out(&post, account_id, ANN + chance(4), chance(6), "out");
        else if (!mark(&post, db, account_id, chance(4)))
            return false;
    }
    return true;
}

static void test_at_once(void **state)
{
    struct post post;

    (void)state;
    world_reset();
    post = post_open();
    for (unsigned number = 0; number < 6; number++) {
        post_out(&post, 2, ANN, number, "first");
        post_in(&post, 2, number, "answer");
    }
    world_at_once(AT_ONCE, operate_alone);
    world_check();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_at_once),
    };

    return cmocka_run_group_tests_name("model_count", tests, NULL, NULL);
}
