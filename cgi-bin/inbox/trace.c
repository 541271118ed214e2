/* trace.c: where a message is, in plain words */
#include "inbox.h"

#include "base/idgen.h"
#include "model/conversation/contact.h"
#include "model/message/message.h"
#include "model/message/trace.h"
#include "portal/dial.h"
#include "text/clock.h"
#include "text/phone.h"
#include "text/segment.h"

static const char *tint_of(enum message_state state)
{
    switch (state) {
    case STATE_DELIVERED:
        return "good";
    case STATE_FAILED:
    case STATE_REJECTED:
        return "bad";
    case STATE_HELD:
    case STATE_UNKNOWN:
    case STATE_EXPIRED:
        return "warn";
    case STATE_CANCELLED:
    case STATE_RECEIVED:
        return "calm";
    default:
        return "busy";
    }
}

/* "Sydney, UTC+11" */
static struct str zone_words(struct visit *visit)
{
    struct str zone = visit_actor(visit)->access.user_zone;
    struct str stamp = clock_rfc3339(visit->arena, visit_clock(visit), visit->now);
    struct str offset = str_from(stamp, 19);
    struct str city = zone;
    struct strbuf words = {.arena = visit->arena};

    while (str_find(city, '/') < city.len)
        str_cut(&city, '/');
    for (size_t i = 0; i < city.len; i++)
        strbuf_put_byte(&words, city.at[i] == '_' ? ' ' : city.at[i]);
    if (str_is(offset, "Z"))
        strbuf_put_z(&words, ", UTC");
    else if (str_ends(offset, STR(":00")))
        strbuf_put_format(&words, ", UTC%c%.*s", offset.at[0], offset.at[1] == '0' ? 1 : 2,
                          offset.at[1] == '0' ? offset.at + 2 : offset.at + 1);
    else
        strbuf_put_format(&words, ", UTC%.*s", STR_ARG(offset));
    return strbuf_str(&words);
}

/* Seconds matter on the day itself; later stops say their day. */
static void stop_add(struct dict *row, const void *of, void *with)
{
    const struct stop *stop = of;
    struct visit *visit = with;
    struct clock *clock = visit_clock(visit);
    struct str when;

    if (stamp_is_none(stop->at))
        when = stop->here ? STR("Now") : STR("");
    else if (clock_day_number(clock, stop->at) == clock_day_number(clock, visit->now))
        when = clock_seconds(visit->arena, clock, stop->at);
    else
        when = str_format(visit->arena, "%.*s %.*s",
                          STR_ARG(clock_friendly(visit->arena, clock, stop->at, visit->now)),
                          STR_ARG(clock_time(visit->arena, clock, stop->at)));
    dict_text(row, "when", when);
}

static void parts_say(struct visit *visit, struct dict *dict, const struct message *message)
{
    struct segments segments = segments_of(visit->arena, message->body);
    bool ucs2 = message->encoding == ENCODING_UCS2;

    dict_number(dict, "parts", message->parts);
    dict_flag(dict, "parts_one", message->parts == 1);
    dict_number(dict, "units", segments.units);
    dict_number(dict, "room", segments.room);
    dict_flag(dict, "ucs2", ucs2);
    dict_word(dict, "encoding_text", ucs2 ? "Unicode (UCS-2)" : "Basic SMS alphabet (GSM-7)");
}

static enum status message_say(struct visit *visit, struct dict *dict,
                               const struct message *message, struct str *name)
{
    enum message_state state = (enum message_state)message->state;
    struct contact contact = {0};
    enum status status = contact_of_number(visit->tenant, message->msisdn, &contact);

    if (status != OK && status != NOT_FOUND)
        return status;
    *name = talk_name(visit, contact.name, message->msisdn);
    dict_text(dict, "name", *name);
    dict_number(dict, "message_id", message->message_id);
    dict_number(dict, "conversation_id", message->conversation_id);
    dict_text(dict, "uuid", id_uuid(visit->arena, message->message_id));
    dict_flag(dict, "is_out", message->direction == DIRECTION_OUT);
    dict_text(dict, "body", message->body);
    dict_text(dict, "msisdn_text", phone_show_international(visit->arena, message->msisdn));
    dict_text(dict, "sender_text", phone_show_international(visit->arena, message->sender));
    dict_word(dict, "state", message_state_words[state]);
    dict_word(dict, "state_word", message_state_people(state));
    dict_word(dict, "tint", tint_of(state));
    dict_text(dict, "zone_text", zone_words(visit));
    parts_say(visit, dict, message);
    return OK;
}

enum status trace_show(struct visit *visit)
{
    struct page page = page_begin(visit, "inbox/trace.tpl");
    struct message message;
    struct trace trace;
    struct str name;

    TRY(message_find(visit->tenant, scope_of(visit), visit_id(visit, 0), &message));
    TRY(trace_read(visit->tenant, &message, visit_clock(visit), &trace));
    TRY(message_say(visit, page.body, &message, &name));
    dict_text(page.body, "headline", trace.headline);
    dict_text(page.body, "explanation", trace.detail);
    view_rows(page.body, "stop", &trace.stops, &visit->dial, stop_add, visit);
    page.title = str_format(visit->arena, "Message to %.*s", STR_ARG(name));
    if (message.direction == DIRECTION_IN)
        page.title = str_format(visit->arena, "Message from %.*s", STR_ARG(name));
    page.place = "inbox";
    return page_end(visit, &page);
}
