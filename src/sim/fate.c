/* fate.c: what becomes of a submitted message */
#include "sim/fate.h"

#include <stdio.h>

#include "base/log.h"
#include "base/stamp.h"
#include "sim/reply.h"
#include "smpp/answer.h"
#include "smpp/carrier_id.h"
#include "text/coding.h"
#include "text/segment.h"

enum {
    STATE_ENROUTE = 1,
    STATE_DELIVERED,
    STATE_EXPIRED,
    STATE_UNDELIVERABLE = 5,
    STATE_REJECTED = 8
};
enum { RECEIPT_ASKED = 0x03, QUOTED = 20 };

/* What is decided about one submit. */
struct fate {
    uint32_t status; /* of the answer */
    uint8_t state;   /* of the final receipt, 0: none will come */
    bool mute;       /* no answer at all */
    bool early;      /* the receipt comes before the answer */
    bool enroute;    /* an intermediate receipt comes first */
    bool replies;
};

static const struct {
    const char *ending;
    struct fate fate;
} magic[] = {
    {"900", {.state = STATE_UNDELIVERABLE}},
    {"901", {.status = ESME_RINVDSTADR}},
    {"902", {.state = STATE_EXPIRED}},
    {"903", {.state = STATE_DELIVERED}},
    {"904", {.state = 0}},
    {"905", {.state = STATE_DELIVERED, .mute = true}},
    {"906", {.state = STATE_DELIVERED, .early = true}},
    {"907", {.state = STATE_DELIVERED, .replies = true}},
    {"908", {.state = STATE_DELIVERED, .enroute = true}},
    {"909", {.state = STATE_REJECTED}},
};

static uint8_t state_by_chance(struct carrier *carrier)
{
    const struct settings *set = &carrier->settings;

    if (carrier_share(carrier, set->no_receipt_share))
        return 0;
    if (carrier_share(carrier, set->fail_share))
        return STATE_UNDELIVERABLE;
    if (carrier_share(carrier, set->expire_share))
        return STATE_EXPIRED;
    return STATE_DELIVERED;
}

static struct fate fate_by_chance(struct carrier *carrier)
{
    const struct settings *set = &carrier->settings;
    struct fate fate = {.state = state_by_chance(carrier)};

    if (carrier_share(carrier, set->refuse_share))
        fate.status = ESME_RINVDSTADR;
    if (carrier_share(carrier, set->throttle_share))
        fate.status = ESME_RTHROTTLED;
    fate.mute = carrier_share(carrier, set->mute_share);
    fate.early = carrier_share(carrier, set->early_share);
    fate.enroute = carrier_share(carrier, set->enroute_share);
    fate.replies = carrier_share(carrier, set->reply_share);
    return fate;
}

static struct fate fate_of(struct carrier *carrier, const struct pdu *pdu)
{
    struct fate fate = fate_by_chance(carrier);

    for (size_t i = 0; i < COUNT_OF(magic); i++)
        if (str_ends(pdu->destination, str_of(magic[i].ending)))
            fate = magic[i].fate;
    if (str_ends(pdu->destination, STR("903")) && carrier_chance(carrier, 2) == 0)
        fate.status = ESME_RTHROTTLED;
    if (pdu->destination.len == 0)
        fate.status = ESME_RINVDSTADR;
    if (pdu->source.len == 0)
        fate.status = ESME_RINVSRCADR;
    if (!(pdu->registered_delivery & RECEIPT_ASKED))
        fate.state = 0;
    return fate;
}

/* The same id as answers and as receipts spell it. */
struct spelled {
    char answered[ERRAND_ID];
    char receipted[ERRAND_ID];
};

static struct spelled id_spell(uint64_t id, int64_t form)
{
    unsigned long long number = id;
    struct spelled spelled = {0};

    snprintf(spelled.answered, ERRAND_ID,
             form == ID_HEX_TO_DECIMAL ? "%llu"
             : form == ID_DIGITS       ? "msg-%010llu"
                                       : "%llx",
             number);
    snprintf(spelled.receipted, ERRAND_ID,
             form == ID_DECIMAL_TO_HEX ? "%010llu"
             : form == ID_DIGITS       ? "%llu"
                                       : "%llx",
             number);
    return spelled;
}

struct str fate_text(struct carrier *carrier, const struct pdu *pdu, struct str octets)
{
    struct str text = {0};

    if (coding_decode(carrier->visit, pdu->data_coding, octets, &text) != OK)
        return STR("(binary)");
    return text;
}

/* Appendix B of SMPP 3.4: dates to the minute, the first twenty characters of the text. */
static struct str receipt_words(struct carrier *carrier, const char *id, uint8_t state,
                                struct str text)
{
    static const char *const words[] = {[STATE_ENROUTE] = "ENROUTE",
                                        [STATE_DELIVERED] = "DELIVRD",
                                        [STATE_EXPIRED] = "EXPIRED",
                                        [STATE_UNDELIVERABLE] = "UNDELIV",
                                        [STATE_REJECTED] = "REJECTD"};
    struct strbuf plain = {.arena = carrier->visit};
    struct civil now = stamp_civil(stamp_now());
    struct str date = str_format(carrier->visit, "%02d%02u%02u%02u%02u", now.year % 100,
                                 now.month, now.day, now.hour, now.minute);

    for (size_t i = 0; i < text.len && i < QUOTED; i++)
        strbuf_put_byte(&plain, text.at[i] >= ' ' && text.at[i] <= '~' ? text.at[i] : '?');
    return str_format(carrier->visit,
                      "id:%s sub:001 dlvrd:%03d submit date:%.*s done date:%.*s stat:%s err:%s "
                      "text:%.*s",
                      id, state == STATE_DELIVERED, STR_ARG(date), STR_ARG(date), words[state],
                      state == STATE_UNDELIVERABLE ? "001" : "000",
                      STR_ARG(strbuf_str(&plain)));
}

/* A full pool means that a receipt never comes, which happens to real carriers too. */
static void plan(struct errands *errands, const struct errand *errand)
{
    if (errand_add(errands, errand) != OK)
        LOG("warn", "errand dropped", LOG_NUMBER("waiting", errands->count));
}

static void receipt_plan(struct carrier *carrier, const struct pdu *pdu,
                         const struct spelled *id, uint8_t state, int64_t at, struct str text)
{
    struct errand errand = {.at = at, .state = state};
    struct str words = receipt_words(carrier, id->receipted, state, text);

    errand.esm_class = state == STATE_ENROUTE ? ESM_INTERMEDIATE : ESM_RECEIPT;
    errand_text(errand.id, ERRAND_ID, str_of(id->receipted));
    errand_text(errand.source, ERRAND_NUMBER, pdu->destination);
    errand_text(errand.destination, ERRAND_NUMBER, pdu->source);
    errand_text(errand.text, ERRAND_TEXT, words);
    errand.text_len = words.len < ERRAND_TEXT - 1 ? words.len : ERRAND_TEXT - 1;
    plan(&carrier->deliveries, &errand);
}

static void reply_plan(struct carrier *carrier, const struct pdu *pdu, int64_t after,
                       struct str text)
{
    struct str words = str_of(reply_to(text, carrier_chance(carrier, 1U << 20)));
    struct errand errand = {.at = after};
    struct segments cut = segments_of(carrier->visit, words);
    struct str octets = {0};

    if (coding_encode(carrier->visit, cut.encoding, words, &octets) != OK)
        return;
    errand.at += carrier_after(carrier, carrier->settings.reply_ms) - carrier->now;
    errand.coding = coding_number(cut.encoding);
    errand_text(errand.source, ERRAND_NUMBER, pdu->destination);
    errand_text(errand.destination, ERRAND_NUMBER, pdu->source);
    errand_text(errand.text, ERRAND_TEXT, octets);
    errand.text_len = octets.len;
    plan(&carrier->deliveries, &errand);
}

static void submit_log(struct carrier *carrier, const struct pdu *pdu,
                       const struct concat *concat, const char *id, uint32_t status)
{
    struct str text = carrier->logs_text ? fate_text(carrier, pdu, concat->text) : STR("");

    LOG("info", "submit", LOG_TEXT("from", pdu->source), LOG_TEXT("to", pdu->destination),
        LOG_TEXT("id", str_of(id)), LOG_NUMBER("status", status),
        LOG_NUMBER("part", concat->number), LOG_NUMBER("parts", concat->total),
        LOG_NUMBER("octets", concat->text.len), LOG_TEXT("text", text));
}

/* Count what was taken; the whole text, once it is there, may be replied to. */
static void take(struct carrier *carrier, const struct pdu *pdu, const struct concat *concat,
                 bool replies, int64_t final_at)
{
    struct str octets = concat->text;
    struct str text;

    carrier->taken++;
    if (concat->total > 1) {
        tally_add(&carrier->tally, pdu->destination, concat->text, concat->number);
        if (join_add(&carrier->join, carrier->visit, pdu, concat, &octets) != OK)
            return;
    }
    text = fate_text(carrier, pdu, octets);
    tally_add(&carrier->tally, pdu->destination, text, 0);
    if (replies)
        reply_plan(carrier, pdu, final_at, text);
}

void fate_decide(struct carrier *carrier, const struct client *client, const struct pdu *pdu)
{
    struct fate fate = fate_of(carrier, pdu);
    struct concat concat = concat_read(pdu);
    struct spelled id = id_spell(++carrier->last_id, carrier->settings.id_form.least);
    struct errand answer = {
        .client = client->serial, .sequence = pdu->sequence, .status = fate.status};
    struct str text = fate_text(carrier, pdu, concat.text);
    int64_t final_at;

    carrier->submits++;
    submit_log(carrier, pdu, &concat, id.answered, fate.status);
    answer.at = carrier_after(carrier, carrier->settings.delay_ms);
    errand_text(answer.id, ERRAND_ID, str_of(id.answered));
    if (!fate.mute)
        plan(&carrier->answers, &answer);
    if (fate.status != ESME_ROK)
        return;

    final_at = answer.at + carrier_after(carrier, carrier->settings.receipt_ms) - carrier->now;
    if (fate.early)
        final_at = carrier->now;
    if (fate.enroute)
        receipt_plan(carrier, pdu, &id, STATE_ENROUTE, (answer.at + final_at) / 2, text);
    if (fate.state != 0)
        receipt_plan(carrier, pdu, &id, fate.state, final_at, text);
    if (fate.state != 0 && carrier_share(carrier, carrier->settings.twice_share))
        receipt_plan(carrier, pdu, &id, fate.state, final_at + 1, text);
    take(carrier, pdu, &concat, fate.replies, final_at);
}
