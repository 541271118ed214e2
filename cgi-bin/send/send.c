/* send.c: the program that takes texts from people: write, look at it, send, see it leave */
#include "send.h"

#include "model/conversation/contact.h"
#include "model/conversation/inbox.h"
#include "portal/program.h"
#include "text/phone.h"

/* clang-format off */
static const struct route routes[] = {
    { GET,  "/send",             MAY_SEND, compose_show },
    { POST, "/send",             MAY_SEND, step_take },
    { GET,  "/send/sent/:token", MAY_SEND, sent_show },
    { 0 }
};

static const struct stmt *const asks[] = {
    SEND_ASKS, NODE_ASKS,
    &contact_by_number, &message_by_id_mine, &submission_letters,
    NULL
};

#define TEXT_NAMES                                                                             \
    "counted", "parts", "parts_one", "units", "room", "ucs2", "odd", "odd_name", "odd_in_word",\
        "odd_word", "odd_costs", "odd_many", "plain_parts", "part_room", "plain_room",         \
        "has_plain"
#define DRAFT_NAMES "to", "typed", "once", "sender_text"

static const struct view views[] = {
    { "send/compose.tpl", FED(&pick_shape, &fault_shape),
                          SAID(TEXT_NAMES, DRAFT_NAMES, "writable", "has_sender", "country_people", "once_used", "once_before",
                               "faults", "to_fault", "to_wrong", "text_fault", "text_wrong") },
    { "send/review.tpl",  FED(&pick_shape), SAID(TEXT_NAMES, DRAFT_NAMES, "recipient_count", "one", "parts_total",
                               "twice", "twice_one", "doubles") },
    { "send/sent.tpl",    FED(&posted_shape), SAID("message_count", "one", "parts_total", "parts_one", "under_way", "once",
                               "body", "name", "known", "msisdn_text", "state_word") },
    { 0 }
};
/* clang-format on */

/* The number plans are loaded once and shared; the lease is each worker's own. */
static enum status send_start(struct arena *arena, struct house *house, struct str *why)
{
    (void)why; /* nothing here can fail */
    phone_warm();
    house->own = ARENA_NEW(arena, struct node);
    return OK;
}

static const struct program send_program = {
    .name = "send",
    .routes = routes,
    .asks = asks,
    .views = views,
    .workers = 4,
    .start = send_start,
};

int main(int argc, char **argv)
{
    return program_main(argc, argv, &send_program);
}
