/* test_model_send.c: taking texts from a writer */
#include "model/send.h"

#include "model/conversation.h"
#include "model/talk.h"
#include "kit/world.h"

static const struct stmt *const asks[] = {SEND_ASKS, CONVERSATION_READ_ASKS, INBOX_READ_ASKS,
                                          TALK_LIST_ASKS, TALK_SEARCH_ASKS, MESSAGE_READ_ASKS,
                                          NULL};

static void test_proof(void **state)
{
    (void)state;
    world_reset();
    (void)world_db("send", asks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_proof),
    };

    return cmocka_run_group_tests_name("model_send", tests, NULL, NULL);
}
