/* client.c: one connection of an ESME to the built-in carrier
 *
 * What is handed over stays here until it is acknowledged: a carrier that is not answered,
 * or refused for the moment, delivers again. */
#include "sim/client.h"

#include <unistd.h>

#include "base/log.h"
#include "sim/fate.h"
#include "smpp/answer.h"
#include "smpp/tlv.h"

static void say(struct client *client, struct pdu pdu)
{
    if (stream_put(&client->stream, &pdu) != OK)
        client->leaving = true; /* it does not read */
}

void client_accept(struct carrier *carrier, int fd)
{
    for (size_t i = 0; i < CLIENTS_MOST; i++) {
        struct client *client = &carrier->clients[i];

        if (client->serial != 0)
            continue;
        client->serial = ++carrier->serial;
        client->bound = false;
        client->leaving = false;
        client->sequence = 0;
        stream_open(&client->stream, fd);
        return;
    }
    close(fd);
}

unsigned client_bound(const struct carrier *carrier)
{
    unsigned count = 0;

    for (size_t i = 0; i < CLIENTS_MOST; i++)
        if (carrier->clients[i].serial != 0 && carrier->clients[i].bound)
            count++;
    return count;
}

static void deliver_again(struct carrier *carrier, struct delivery *delivery, int64_t at)
{
    delivery->sequence = 0;
    delivery->errand.at = at;
    if (errand_add(&carrier->deliveries, &delivery->errand) != OK)
        LOG("warn", "errand dropped", LOG_NUMBER("waiting", carrier->deliveries.count));
}

void client_drop(struct carrier *carrier, struct client *client)
{
    if (client->bound)
        LOG("info", "line closed", LOG_NUMBER("client", client->serial));
    stream_close(&client->stream);
    client->serial = 0;
    client->bound = false;
    for (size_t i = 0; i < DELIVERIES_MOST; i++)
        if (client->deliveries[i].sequence != 0)
            deliver_again(carrier, &client->deliveries[i], carrier->now);
}

static bool is_secret_right(const char *wanted, struct str given)
{
    return !wanted || str_is(given, wanted);
}

static void bind_take(struct carrier *carrier, struct client *client, const struct pdu *pdu)
{
    struct pdu answer = {.command = pdu->command | PDU_RESPONSE,
                         .sequence = pdu->sequence,
                         .system_id = STR("smsc")};
    struct strbuf tlvs = {.arena = carrier->visit};

    if (client->bound)
        answer.status = ESME_RALYBND;
    else if (!is_secret_right(carrier->system_id, pdu->system_id))
        answer.status = ESME_RINVSYSID;
    else if (!is_secret_right(carrier->password, pdu->password))
        answer.status = ESME_RINVPASWD;
    if (answer.status == ESME_ROK) {
        client->bound = true;
        client->sends = pdu->command != BIND_RECEIVER;
        client->receives = pdu->command != BIND_TRANSMITTER;
    }
    tlv_put_number(&tlvs, TLV_INTERFACE_VERSION, 0x34, 1);
    answer.tlvs = strbuf_str(&tlvs);
    LOG("info", "bind", LOG_TEXT("system_id", pdu->system_id),
        LOG_NUMBER("client", client->serial), LOG_NUMBER("status", answer.status));
    say(client, answer);
}

static void everybody_drop(struct carrier *carrier)
{
    for (size_t i = 0; i < CLIENTS_MOST; i++)
        if (carrier->clients[i].serial != 0)
            client_drop(carrier, &carrier->clients[i]);
}

static void submit_take(struct carrier *carrier, struct client *client, const struct pdu *pdu)
{
    int64_t after = carrier->settings.drop_after.least;

    if (!client->bound || !client->sends) {
        say(client, (struct pdu){.command = SUBMIT_SM_RESP,
                                 .status = ESME_RINVBNDSTS,
                                 .sequence = pdu->sequence});
        return;
    }
    fate_decide(carrier, client, pdu);
    if (after > 0 && carrier->submits % (uint64_t)after == 0)
        everybody_drop(carrier);
}

static void delivered(struct carrier *carrier, struct client *client, const struct pdu *pdu)
{
    for (size_t i = 0; i < DELIVERIES_MOST; i++) {
        struct delivery *delivery = &client->deliveries[i];

        if (delivery->sequence == 0 || delivery->sequence != pdu->sequence)
            continue;
        if (pdu->status != ESME_ROK)
            deliver_again(carrier, delivery,
                          carrier_after(carrier, carrier->settings.retry_ms));
        delivery->sequence = 0;
        return;
    }
}

static void pdu_take(struct carrier *carrier, struct client *client, const struct pdu *pdu)
{
    switch (pdu->command) {
    case BIND_RECEIVER:
    case BIND_TRANSMITTER:
    case BIND_TRANSCEIVER:
        bind_take(carrier, client, pdu);
        return;
    case SUBMIT_SM:
        submit_take(carrier, client, pdu);
        return;
    case DELIVER_SM_RESP:
        delivered(carrier, client, pdu);
        return;
    case UNBIND:
        client->leaving = true;
        say(client, (struct pdu){.command = UNBIND_RESP, .sequence = pdu->sequence});
        return;
    case ENQUIRE_LINK:
        say(client, (struct pdu){.command = ENQUIRE_LINK_RESP, .sequence = pdu->sequence});
        return;
    default:
        if (!(pdu->command & PDU_RESPONSE))
            say(client, (struct pdu){.command = GENERIC_NACK,
                                     .status = ESME_RINVCMDID,
                                     .sequence = pdu->sequence});
    }
}

/* True while the stream can be read on. */
static bool bytes_take(struct carrier *carrier, struct client *client)
{
    struct str bytes = {0};
    enum status status = NOT_FOUND;

    while (client->serial != 0 && (status = stream_take(&client->stream, &bytes)) == OK) {
        struct pdu_head head = {0};
        struct pdu pdu = {0};

        if (pdu_read(bytes, &pdu) == OK)
            pdu_take(carrier, client, &pdu);
        else if (pdu_peek(bytes, &head) == OK && !(head.command & PDU_RESPONSE))
            say(client, (struct pdu){.command = GENERIC_NACK,
                                     .status = ESME_RINVCMDLEN,
                                     .sequence = head.sequence});
    }
    return status != INVALID;
}

void client_step(struct carrier *carrier, struct client *client)
{
    enum status read = stream_read(&client->stream);
    bool readable = bytes_take(carrier, client);

    if (client->serial == 0)
        return;
    if (stream_flush(&client->stream) != OK || read == BROKEN || !readable || client->leaving)
        client_drop(carrier, client);
}

static struct client *client_find(struct carrier *carrier, uint64_t serial)
{
    for (size_t i = 0; i < CLIENTS_MOST; i++)
        if (carrier->clients[i].serial == serial)
            return &carrier->clients[i];
    return NULL;
}

static void answer(struct carrier *carrier, const struct errand *errand)
{
    struct client *client = client_find(carrier, errand->client);

    if (client) /* else the line has gone and its answers with it */
        say(client, (struct pdu){.command = SUBMIT_SM_RESP,
                                 .status = errand->status,
                                 .sequence = errand->sequence,
                                 .message_id = str_of(errand->id)});
}

/* A free place to note a delivery at somebody who may receive; NULL if nobody is there or
 * all are busy. */
static const struct delivery *place_find(const struct carrier *carrier,
                                         const struct client **client)
{
    for (size_t i = 0; i < CLIENTS_MOST; i++) {
        *client = &carrier->clients[i];
        if ((*client)->serial == 0 || !(*client)->bound || !(*client)->receives)
            continue;
        for (size_t d = 0; d < DELIVERIES_MOST; d++)
            if ((*client)->deliveries[d].sequence == 0)
                return &(*client)->deliveries[d];
    }
    return NULL;
}

static void deliver(struct carrier *carrier, struct client *client, const struct errand *errand)
{
    struct strbuf tlvs = {.arena = carrier->visit};
    struct pdu pdu = {.command = DELIVER_SM,
                      .sequence = client->sequence,
                      .source_ton = TON_INTERNATIONAL,
                      .source_npi = NPI_ISDN,
                      .source = str_of(errand->source),
                      .destination_ton = TON_INTERNATIONAL,
                      .destination_npi = NPI_ISDN,
                      .destination = str_of(errand->destination),
                      .esm_class = errand->esm_class,
                      .data_coding = errand->coding,
                      .short_message = {.at = errand->text, .len = errand->text_len}};

    if (errand->id[0] != '\0') {
        tlv_put(&tlvs, TLV_RECEIPTED_MESSAGE_ID,
                (struct str){.at = errand->id, .len = str_of(errand->id).len + 1});
        tlv_put_number(&tlvs, TLV_MESSAGE_STATE, errand->state, 1);
    }
    pdu.tlvs = strbuf_str(&tlvs);
    say(client, pdu);
}

void client_errands(struct carrier *carrier)
{
    const struct client *found = NULL;
    const struct delivery *free_place;
    struct errand errand;

    if (carrier->paused)
        return;
    while (errand_due(&carrier->answers, carrier->now, &errand))
        answer(carrier, &errand);
    while ((free_place = place_find(carrier, &found)) != NULL &&
           errand_due(&carrier->deliveries, carrier->now, &errand)) {
        struct client *client = &carrier->clients[found - carrier->clients];
        struct delivery *place = &client->deliveries[free_place - client->deliveries];

        *place = (struct delivery){.sequence = ++client->sequence, .errand = errand};
        deliver(carrier, client, &errand);
    }
}

int64_t client_errands_at(const struct carrier *carrier)
{
    const struct client *client = NULL;
    int64_t at = errand_next_at(&carrier->answers);

    if (carrier->paused)
        return INT64_MAX;
    if (place_find(carrier, &client) && errand_next_at(&carrier->deliveries) < at)
        at = errand_next_at(&carrier->deliveries);
    return at;
}
