/* post.h: texts in and out, for the tests of inboxes: by the model's own functions, each as
 * the database user of the program that does it */
#pragma once

#include "kit/world.h"

#include "model/carrier/node.h"
#include "model/message/inbound.h"
#include "model/message/send.h"

struct post {
    struct db *out; /* as the program inbox */
    struct db *in;  /* as the daemon dlrd */
    struct node node;
    unsigned keys;
};

UNUSED static struct post post_open(void)
{
    static const struct stmt *const out_asks[] = {SEND_ASKS, CONVERSATION_READ_ASKS, NODE_ASKS,
                                                  NULL};
    static const struct stmt *const in_asks[] = {INBOUND_ASKS, CONVERSATION_FOLLOW_ASKS, NULL};
    struct post post = {.out = world_db("inbox", out_asks), .in = world_db("dlrd", in_asks)};

    assert_int_equal(node_ready(post.out, &post.node), OK);
    return post;
}

/* user_id writes to +6149157XXXX from the account; returns the message's id. */
UNUSED static uint64_t post_out(struct post *post, uint64_t account_id, uint64_t user_id,
                                unsigned number, const char *text)
{
    struct str msisdn = str_format(world_arena(), "+6149157%04u", number);
    struct recipient to = {.msisdn = msisdn, .typed = msisdn};
    struct send_request request = {
        .recipients = &to,
        .count = 1,
        .text = str_of(text),
        .user_name = world_name(user_id),
        .once = str_format(world_arena(), "%d-%u", (int)getpid(), ++post->keys),
    };
    struct send_result result = {0};

    assert_int_equal(send_accept(world_tenant(post->out, account_id, user_id), &post->node.ids,
                                 &request, &result),
                     OK);
    return result.last_message_id;
}

/* +6149157XXXX writes to the account's number. */
UNUSED static void post_in(struct post *post, uint64_t account_id, unsigned number,
                           const char *text)
{
    struct str msisdn = str_format(world_arena(), "6149157%04u", number);
    struct owner owner = {0};
    struct list rows = {0};
    struct inbound inbound;
    struct inbound_letter letter = {.text = &inbound, .owner = &owner};

    world_do("INSERT INTO raw_inbound (route_id, sender, msisdn, coding, body, pdu, digest,"
             " came_at) VALUES (1, '6149000000%u', '%s', 0, '%s', '', UNHEX(SHA2(RAND(), 256)),"
             " UTC_TIMESTAMP(6))",
             (unsigned)account_id, msisdn.at, text);
    assert_int_equal(inbound_list_new(post->in, &rows), OK);
    assert_int_equal(rows.count, 1);
    assert_int_equal(
        inbound_single(world_arena(), LIST_AT(&rows, struct inbound_row, 0), &inbound), OK);
    letter.msisdn = inbound_number(world_arena(), (struct str){0}, msisdn);
    assert_int_equal(
        sender_owner(post->in, str_format(world_arena(), "+6149000000%u", (unsigned)account_id),
                     &owner),
        OK);
    assert_int_equal(inbound_write(post->in, world_tenant(post->in, account_id, 0),
                                   &post->node.ids, &letter),
                     OK);
}

/* What a test begins with: the world anew, texts in and out, and *db as a program's user, made
 * once; and what it ends with: all counts equal the rows. */
UNUSED static int post_up(const char *user, const struct stmt *const *asks, struct db **db,
                          struct post *post)
{
    world_reset();
    if (!*db)
        *db = world_db(user, asks);
    *post = post_open();
    return 0;
}

UNUSED static int post_down(void **state)
{
    (void)state;
    world_check();
    return 0;
}

/* A message, and what inboxes show of it, put into a state; and what its state is now. */
UNUSED static void post_turn(uint64_t message_id, const char *state)
{
    unsigned long long id = message_id;

    world_do("UPDATE message AS m SET m.state = '%s' WHERE m.message_id = %llu", state, id);
    world_do("UPDATE conversation AS c SET c.last_state = '%s' WHERE c.last_message_id = %llu",
             state, id);
    world_do("UPDATE conversation_own AS o SET o.last_state = '%s'"
             " WHERE o.last_message_id = %llu",
             state, id);
}

UNUSED static void assert_state(uint64_t message_id, const char *state)
{
    ASSERT_STR(world_arena(),
               world_text("SELECT m.state AS text FROM message AS m WHERE m.message_id = %llu",
                          (unsigned long long)message_id),
               state);
}
