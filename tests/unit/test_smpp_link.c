/* test_smpp_link.c: the line to a carrier, with the carrier played and the clock turned */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "smpp/answer.h"
#include "smpp/link.h"
#include "smpp/pace.h"
#include "smpp/stream.h"
#include "smpp/window.h"

#define SECOND INT64_C(1000000)

/* Both ends: ours is the link, the carrier's is a stream. */
struct rig {
    struct arena *arena;
    struct link *link;
    struct stream carrier;
    int listener;
    int64_t now;
};

static int rig_up(void **state)
{
    struct arena *arena = arena_new(0, 0);
    struct rig *rig = ARENA_NEW(arena, struct rig);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);

    rig->arena = arena;
    rig->now = 1000 * SECOND;
    rig->listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(rig->listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(rig->listener, 4), 0);
    assert_int_equal(getsockname(rig->listener, (struct sockaddr *)&address, &size), 0);
    rig->link = link_new(arena, &(struct link_config){.host = "127.0.0.1",
                                                      .port = ntohs(address.sin_port),
                                                      .system_id = STR("bl"),
                                                      .password = STR("secret"),
                                                      .window = 4,
                                                      .seed = 7});
    stream_open(&rig->carrier, -1);
    *state = rig;
    return 0;
}

static int rig_down(void **state)
{
    struct rig *rig = *state;

    stream_close(&rig->carrier);
    close(rig->listener);
    arena_free(rig->arena);
    return 0;
}

static bool is_ready(int fd, short events)
{
    struct pollfd wait = {.fd = fd, .events = events};

    return poll(&wait, 1, 2000) == 1;
}

/* The next PDU the link sent; fails if none comes. */
static struct pdu carrier_gets(struct rig *rig)
{
    struct str bytes = {0};
    struct pdu pdu = {0};

    while (stream_take(&rig->carrier, &bytes) == NOT_FOUND) {
        assert_true(is_ready(rig->carrier.fd, POLLIN));
        assert_int_equal(stream_read(&rig->carrier), OK);
    }
    assert_int_equal(pdu_read(bytes, &pdu), OK);
    return pdu;
}

static void carrier_says(struct rig *rig, struct pdu pdu)
{
    assert_int_equal(stream_put(&rig->carrier, &pdu), OK);
    assert_int_equal(stream_flush(&rig->carrier), OK);
    assert_true(is_ready(link_fd(rig->link), POLLIN));
}

/* The next news, which must be this. */
static struct link_event news(struct rig *rig, enum link_news expected)
{
    struct link_event event = {0};

    link_step(rig->link, rig->now);
    assert_true(link_next(rig->link, &event));
    assert_int_equal(event.news, expected);
    return event;
}

static void no_news(struct rig *rig)
{
    struct link_event event = {0};

    link_step(rig->link, rig->now);
    assert_false(link_next(rig->link, &event));
    link_flush(rig->link);
}

static struct pdu connect_and_get_bind(struct rig *rig)
{
    no_news(rig);
    stream_open(&rig->carrier, accept(rig->listener, NULL, NULL));
    assert_true(rig->carrier.fd >= 0);
    assert_true(is_ready(link_fd(rig->link), POLLOUT));
    no_news(rig);
    return carrier_gets(rig);
}

static void bring_up(struct rig *rig)
{
    struct pdu bind = connect_and_get_bind(rig);

    assert_int_equal(bind.command, BIND_TRANSCEIVER);
    carrier_says(rig, (struct pdu){.command = BIND_TRANSCEIVER_RESP,
                                   .sequence = bind.sequence,
                                   .system_id = STR("smsc")});
    news(rig, LINK_UP);
    assert_true(link_is_bound(rig->link));
}

static const struct pdu hello = {.source = {"61491570156", 11},
                                 .destination = {"61491570157", 11},
                                 .short_message = {"hello", 5}};

static void binds_submits_and_hears(void **state)
{
    struct rig *rig = *state;
    struct link_event event;
    struct pdu pdu;

    assert_int_equal(link_room(rig->link), 0);
    bring_up(rig);
    assert_int_equal(link_room(rig->link), 4);
    assert_int_equal(link_submit(rig->link, &hello, 42), OK);
    assert_int_equal(link_room(rig->link), 3);
    link_flush(rig->link);
    pdu = carrier_gets(rig);
    assert_int_equal(pdu.command, SUBMIT_SM);
    carrier_says(rig, (struct pdu){.command = SUBMIT_SM_RESP,
                                   .sequence = pdu.sequence + 100,
                                   .message_id = STR("bad")});
    no_news(rig); /* nobody asked that */
    carrier_says(rig, (struct pdu){.command = SUBMIT_SM_RESP,
                                   .sequence = pdu.sequence,
                                   .message_id = STR("0a1")});
    event = news(rig, LINK_ANSWERED);
    assert_int_equal(event.tag, 42);
    assert_int_equal(event.status, ESME_ROK);
    assert_true(str_is(event.carrier_id, "0a1"));

    carrier_says(rig, (struct pdu){.command = DELIVER_SM,
                                   .sequence = 5,
                                   .source = STR("614"),
                                   .short_message = STR("YES")});
    event = news(rig, LINK_MESSAGE);
    assert_true(str_is(event.pdu.short_message, "YES"));
    link_reply(rig->link, &event.pdu, ESME_ROK);
    link_flush(rig->link);
    pdu = carrier_gets(rig);
    assert_int_equal(pdu.command, DELIVER_SM_RESP);
    assert_int_equal(pdu.sequence, 5);
}

static void nothing_is_written_before_flush(void **state)
{
    struct rig *rig = *state;

    bring_up(rig);
    assert_int_equal(link_submit(rig->link, &hello, 1), OK);
    assert_int_equal(stream_read(&rig->carrier), BUSY);
    link_flush(rig->link);
    assert_int_equal(carrier_gets(rig).command, SUBMIT_SM);
}

static void the_window_is_kept(void **state)
{
    struct rig *rig = *state;

    bring_up(rig);
    for (uint64_t tag = 1; tag <= 4; tag++)
        assert_int_equal(link_submit(rig->link, &hello, tag), OK);
    assert_int_equal(link_submit(rig->link, &hello, 5), BUSY);
    assert_int_equal(link_open(rig->link), 4);
    no_news(rig);
    carrier_says(
        rig, (struct pdu){.command = SUBMIT_SM_RESP, .sequence = carrier_gets(rig).sequence});
    news(rig, LINK_ANSWERED);
    assert_int_equal(link_submit(rig->link, &hello, 5), OK);
}

static void throttling_slows_down(void **state)
{
    struct rig *rig = *state;
    struct link_event event;

    bring_up(rig);
    for (uint64_t tag = 1; tag <= 2; tag++)
        assert_int_equal(link_submit(rig->link, &hello, tag), OK);
    link_flush(rig->link);
    for (int i = 0; i < 2; i++) {
        carrier_says(rig, (struct pdu){.command = SUBMIT_SM_RESP,
                                       .status = ESME_RTHROTTLED,
                                       .sequence = carrier_gets(rig).sequence});
        event = news(rig, LINK_ANSWERED);
        assert_int_equal(answer_of(event.status), ANSWER_LATER);
    }
    assert_int_equal(link_room(rig->link), 0);
    assert_true(link_deadline(rig->link) <= rig->now + SECOND);
    rig->now += SECOND;
    no_news(rig);
    assert_int_equal(link_room(rig->link), 2); /* half the window */
}

static void silence_is_asked_about(void **state)
{
    struct rig *rig = *state;
    struct pdu pdu;

    bring_up(rig);
    rig->now += 29 * SECOND;
    no_news(rig);
    assert_int_equal(stream_read(&rig->carrier), BUSY);
    rig->now += SECOND;
    assert_true(link_deadline(rig->link) <= rig->now);
    no_news(rig);
    pdu = carrier_gets(rig);
    assert_int_equal(pdu.command, ENQUIRE_LINK);
    carrier_says(rig, (struct pdu){.command = ENQUIRE_LINK_RESP, .sequence = pdu.sequence});
    no_news(rig);
    assert_true(link_is_bound(rig->link));

    rig->now += 31 * SECOND;
    no_news(rig);
    rig->now += 61 * SECOND;
    assert_string_equal(news(rig, LINK_LOST).why, "the carrier did not answer enquire_link");
}

static void an_answer_may_come_late(void **state)
{
    struct rig *rig = *state;
    struct link_event event;
    struct pdu pdu;

    bring_up(rig);
    assert_int_equal(link_submit(rig->link, &hello, 9), OK);
    link_flush(rig->link);
    pdu = carrier_gets(rig);
    for (int i = 0; i < 2; i++) {
        rig->now += 29 * SECOND; /* the line lives, only this answer is missing */
        carrier_says(rig, (struct pdu){.command = ENQUIRE_LINK, .sequence = 1});
        no_news(rig);
        assert_int_equal(carrier_gets(rig).command, ENQUIRE_LINK_RESP);
    }
    rig->now += 2 * SECOND;
    assert_int_equal(news(rig, LINK_UNANSWERED).tag, 9);
    assert_int_equal(link_room(rig->link), 4);
    carrier_says(rig, (struct pdu){.command = SUBMIT_SM_RESP,
                                   .sequence = pdu.sequence,
                                   .message_id = STR("77")});
    event = news(rig, LINK_ANSWERED);
    assert_true(event.late);
    assert_int_equal(event.tag, 9);
}

static void a_lost_line_names_what_it_took_along(void **state)
{
    struct rig *rig = *state;
    int64_t pause;

    bring_up(rig);
    assert_int_equal(link_submit(rig->link, &hello, 1), OK);
    assert_int_equal(link_submit(rig->link, &hello, 2), OK);
    link_flush(rig->link);
    carrier_says(
        rig, (struct pdu){.command = SUBMIT_SM_RESP, .sequence = carrier_gets(rig).sequence});
    carrier_gets(rig);
    stream_close(&rig->carrier);
    assert_int_equal(news(rig, LINK_ANSWERED).tag, 1); /* read before the line broke */
    assert_int_equal(news(rig, LINK_UNANSWERED).tag, 2);
    assert_string_equal(news(rig, LINK_LOST).why, "the carrier closed the line");
    assert_true(link_is_down(rig->link));

    pause = link_deadline(rig->link) - rig->now;
    assert_true(pause >= SECOND * 3 / 4 && pause <= SECOND * 5 / 4);
    rig->now += 2 * SECOND;
    bring_up(rig);
}

static void pauses_between_attempts_grow(void **state)
{
    struct rig *rig = *state;
    int64_t pause = 0;

    for (int i = 0; i < 8; i++) {
        struct pdu bind = connect_and_get_bind(rig);

        carrier_says(rig, (struct pdu){.command = BIND_TRANSCEIVER_RESP,
                                       .status = ESME_RINVPASWD,
                                       .sequence = bind.sequence});
        assert_string_equal(news(rig, LINK_LOST).why, "The carrier refused the password.");
        stream_close(&rig->carrier);
        pause = link_deadline(rig->link) - rig->now;
        assert_true(pause >= (SECOND << i) * 3 / 4 || pause >= 45 * SECOND);
        assert_true(pause <= 75 * SECOND);
        no_news(rig);
        assert_true(link_is_down(rig->link));
        rig->now += pause;
    }
    assert_true(pause >= 45 * SECOND);
}

static void strange_bytes_do_not_end_the_line(void **state)
{
    struct rig *rig = *state;
    struct pdu pdu;

    bring_up(rig);
    assert_int_equal(write(rig->carrier.fd, "\0\0\0\x12\0\0\0\5\0\0\0\0\0\0\0\7xx", 18), 18);
    assert_true(is_ready(link_fd(rig->link), POLLIN));
    no_news(rig);
    pdu = carrier_gets(rig);
    assert_int_equal(pdu.command, DELIVER_SM_RESP);
    assert_int_equal(pdu.status, ESME_RINVCMDLEN);
    assert_int_equal(pdu.sequence, 7);
    assert_int_equal(write(rig->carrier.fd, "\0\0\0\x10\0\0\1\2\0\0\0\0\0\0\0\x08", 16), 16);
    assert_true(is_ready(link_fd(rig->link), POLLIN));
    no_news(rig);
    pdu = carrier_gets(rig);
    assert_int_equal(pdu.command, GENERIC_NACK);
    assert_int_equal(pdu.status, ESME_RINVCMDID);
    assert_true(link_is_bound(rig->link));

    assert_int_equal(write(rig->carrier.fd, "GET / HTTP/1.1\r\n\r\n", 18), 18);
    assert_true(is_ready(link_fd(rig->link), POLLIN));
    assert_string_equal(news(rig, LINK_LOST).why, "the carrier sent what is not SMPP");
}

static void pdus_arrive_in_pieces(void **state)
{
    struct rig *rig = *state;
    struct pdu pdu = {
        .command = DELIVER_SM, .sequence = 3, .short_message = STR("piece by piece")};
    char bytes[256];
    size_t len = 0;

    bring_up(rig);
    assert_int_equal(pdu_write(&pdu, bytes, sizeof(bytes), &len), OK);
    for (size_t i = 0; i + 1 < len; i++) {
        assert_int_equal(write(rig->carrier.fd, bytes + i, 1), 1);
        assert_true(is_ready(link_fd(rig->link), POLLIN));
        no_news(rig);
    }
    assert_int_equal(write(rig->carrier.fd, bytes + len - 1, 1), 1);
    assert_true(is_ready(link_fd(rig->link), POLLIN));
    assert_int_equal(news(rig, LINK_MESSAGE).bytes.len, len);
}

static void goodbye_is_said(void **state)
{
    struct rig *rig = *state;
    struct pdu pdu;

    bring_up(rig);
    link_leave(rig->link);
    link_flush(rig->link);
    pdu = carrier_gets(rig);
    assert_int_equal(pdu.command, UNBIND);
    carrier_says(rig, (struct pdu){.command = UNBIND_RESP, .sequence = pdu.sequence});
    news(rig, LINK_LOST);
    rig->now += 1000 * SECOND;
    no_news(rig);
    assert_true(link_is_down(rig->link));
    assert_true(link_deadline(rig->link) == INT64_MAX);
}

static void late_slots_are_used_again(void **state)
{
    struct window window = {0};
    uint64_t tag = 0;
    bool late = false;

    (void)state;
    for (uint32_t i = 1; i <= 1000; i++) {
        assert_int_equal(window_open(&window, i, i, i), OK);
        assert_true(window_expire(&window, i, &tag));
        assert_int_equal(tag, i);
    }
    assert_int_equal(window.open, 0);
    assert_int_equal(window_answer(&window, 1000, &tag, &late), OK);
    assert_true(late);
    assert_int_equal(window_answer(&window, 1, &tag, &late), NOT_FOUND);
    for (uint32_t i = 1; i <= WINDOW_MOST; i++)
        assert_int_equal(window_open(&window, 2000 + i, i, 9999), OK);
    assert_int_equal(window_open(&window, 3000, 1, 9999), TOO_MUCH);
    for (size_t i = 0; i < WINDOW_MOST; i++)
        assert_true(window_drain(&window, &tag));
    assert_false(window_drain(&window, &tag));
}

static void the_pace_recovers(void **state)
{
    struct pace pace = pace_new(8, 3);
    int64_t now = 0;

    (void)state;
    for (int i = 0; i < 20; i++) {
        pace_refused(&pace, now);
        pace_refused(&pace, now); /* counts once */
        assert_int_equal(pace_room(&pace, 0, now), 0);
        assert_true(pace.resume_at - now <= (i == 0 ? SECOND / 8 : 10 * SECOND));
        now = pace.resume_at;
    }
    assert_int_equal(pace_room(&pace, 0, now), 1);
    assert_true(pace.pause == 8 * SECOND);
    for (int i = 0; i < 10; i++)
        pace_taken(&pace);
    assert_int_equal(pace_room(&pace, 3, now), 5);
    assert_true(pace.pause == 0);
}

#define RIGGED(test) cmocka_unit_test_setup_teardown(test, rig_up, rig_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIGGED(binds_submits_and_hears),
        RIGGED(nothing_is_written_before_flush),
        RIGGED(the_window_is_kept),
        RIGGED(throttling_slows_down),
        RIGGED(silence_is_asked_about),
        RIGGED(an_answer_may_come_late),
        RIGGED(a_lost_line_names_what_it_took_along),
        RIGGED(pauses_between_attempts_grow),
        RIGGED(strange_bytes_do_not_end_the_line),
        RIGGED(pdus_arrive_in_pieces),
        RIGGED(goodbye_is_said),
        cmocka_unit_test(late_slots_are_used_again),
        cmocka_unit_test(the_pace_recovers),
    };

    return cmocka_run_group_tests_name("smpp_link", tests, NULL, NULL);
}
