/* control.c: a socket by which tests and people steer the built-in carrier */
#include "sim/control.h"

#include "base/number.h"
#include "sim/client.h"
#include "smpp/concat.h"
#include "text/coding.h"
#include "text/segment.h"
#include "text/utf8.h"

static struct str fault(const char *why)
{
    return str_of(why);
}

#define DONE STR("ok")

/* Numbers are given with the plus and travel without it. */
static struct str number_bare(struct str number)
{
    return str_starts(number, STR("+")) ? str_from(number, 1) : number;
}

static enum status deliver(struct carrier *carrier, struct str from, struct str to,
                           uint8_t coding, uint8_t esm_class, struct str octets)
{
    struct errand errand = {
        .at = carrier->now, .coding = coding, .esm_class = esm_class, .text_len = octets.len};

    if (octets.len >= ERRAND_TEXT)
        return TOO_MUCH;
    errand_text(errand.source, ERRAND_NUMBER, number_bare(from));
    errand_text(errand.destination, ERRAND_NUMBER, number_bare(to));
    errand_text(errand.text, ERRAND_TEXT, octets);
    return errand_add(&carrier->deliveries, &errand);
}

static struct str unescape(struct carrier *carrier, struct str text)
{
    struct strbuf plain = {.arena = carrier->visit};

    for (size_t i = 0; i < text.len; i++) {
        bool escaped = text.at[i] == '\\' && i + 1 < text.len;
        char byte = text.at[escaped ? ++i : i];

        strbuf_put_byte(&plain, escaped && byte == 'n' ? '\n' : byte);
    }
    return strbuf_str(&plain);
}

static struct str inbound(struct carrier *carrier, struct str rest)
{
    struct str from = str_cut(&rest, ' ');
    struct str to = str_cut(&rest, ' ');
    struct str text = unescape(carrier, rest);
    uint8_t reference = (uint8_t)carrier_chance(carrier, 256);
    struct segments cut;

    if (from.len == 0 || to.len == 0 || !utf8_is_valid(text, UTF8_LINES))
        return fault("error inbound FROM TO TEXT");
    cut = segments_of(carrier->visit, text);
    if (cut.count > SEGMENT_MOST)
        return fault("error the text is too long");
    for (uint32_t i = 0; i < cut.count; i++) {
        struct strbuf octets = {.arena = carrier->visit};
        struct str part = {0};
        char header[CONCAT_HEADER];

        if (coding_encode(carrier->visit, cut.encoding, cut.segments[i].text, &part) != OK)
            return fault("error the text cannot be encoded");
        concat_write(reference, (uint8_t)cut.count, (uint8_t)(i + 1), header);
        if (cut.count > 1)
            strbuf_put(&octets, (struct str){.at = header, .len = sizeof(header)});
        strbuf_put(&octets, part);
        if (deliver(carrier, from, to, coding_number(cut.encoding), cut.count > 1 ? ESM_UDH : 0,
                    strbuf_str(&octets)) != OK)
            return fault("error too much waits");
    }
    return DONE;
}

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static struct str raw(struct carrier *carrier, struct str rest)
{
    struct strbuf octets = {.arena = carrier->visit};
    struct str from = str_cut(&rest, ' ');
    struct str to = str_cut(&rest, ' ');
    struct str coding_word = str_cut(&rest, ' ');
    struct str esm_word = str_cut(&rest, ' ');
    int64_t coding;
    int64_t esm;

    if (number_parse(coding_word, 0, 255, &coding) != OK ||
        number_parse(esm_word, 0, 255, &esm) != OK || rest.len % 2 != 0)
        return fault("error raw FROM TO CODING ESM HEX");
    for (size_t i = 0; i + 1 < rest.len; i += 2) {
        int high = hex_value(rest.at[i]);
        int low = hex_value(rest.at[i + 1]);

        if (high < 0 || low < 0)
            return fault("error these are no hex digits");
        strbuf_put_byte(&octets, (char)(high << 4 | low));
    }
    if (deliver(carrier, from, to, (uint8_t)coding, (uint8_t)esm, strbuf_str(&octets)) != OK)
        return fault("error the text is too long, or too much waits");
    return DONE;
}

static struct str receipt(struct carrier *carrier, struct str rest)
{
    struct errand errand = {.at = carrier->now, .esm_class = ESM_RECEIPT};
    struct str recipient = str_cut(&rest, ' ');
    struct str sender = str_cut(&rest, ' ');
    struct str id = str_cut(&rest, ' ');
    int64_t state;

    if (id.len == 0 || number_parse(rest, 0, 255, &state) != OK)
        return fault("error receipt TO FROM ID STATE");
    errand.state = (uint8_t)state;
    errand_text(errand.id, ERRAND_ID, id);
    errand_text(errand.source, ERRAND_NUMBER, number_bare(recipient));
    errand_text(errand.destination, ERRAND_NUMBER, number_bare(sender));
    return errand_add(&carrier->deliveries, &errand) == OK ? DONE
                                                           : fault("error too much waits");
}

static struct str set(struct carrier *carrier, struct str rest)
{
    struct str name = str_cut(&rest, ' ');

    if (setting_set(&carrier->settings, name, rest) != OK)
        return fault("error no such setting, or not its value");
    return DONE;
}

static struct str hold(struct carrier *carrier, struct str rest)
{
    (void)rest;
    carrier->paused = true;
    return DONE;
}

static struct str go(struct carrier *carrier, struct str rest)
{
    (void)rest;
    carrier->paused = false;
    return DONE;
}

static struct str drop(struct carrier *carrier, struct str rest)
{
    (void)rest;
    for (size_t i = 0; i < CLIENTS_MOST; i++)
        if (carrier->clients[i].serial != 0)
            client_drop(carrier, &carrier->clients[i]);
    return DONE;
}

static struct str count(struct carrier *carrier, struct str rest)
{
    struct str to = str_cut(&rest, ' ');
    struct str text = unescape(carrier, rest);

    return str_format(carrier->visit, "ok %u",
                      tally_of(&carrier->tally, number_bare(to), text, 0));
}

static struct str most(struct carrier *carrier, struct str rest)
{
    (void)rest;
    return str_format(carrier->visit, "ok %u", carrier->tally.most);
}

static struct str state(struct carrier *carrier, struct str rest)
{
    (void)rest;
    return str_format(
        carrier->visit, "ok bound=%u submits=%llu taken=%llu kinds=%llu most=%u waiting=%zu",
        client_bound(carrier), (unsigned long long)carrier->submits,
        (unsigned long long)carrier->taken, (unsigned long long)carrier->tally.kinds,
        carrier->tally.most, carrier->deliveries.count);
}

static struct str forget(struct carrier *carrier, struct str rest)
{
    (void)rest;
    tally_clear(&carrier->tally);
    carrier->submits = 0;
    carrier->taken = 0;
    return DONE;
}

static const struct {
    const char *name;
    struct str (*run)(struct carrier *carrier, struct str rest);
} commands[] = {
    {"inbound", inbound}, {"raw", raw},     {"receipt", receipt}, {"set", set},
    {"pause", hold},      {"go", go},       {"drop", drop},       {"count", count},
    {"most", most},       {"state", state}, {"forget", forget},
};

struct str control_run(struct carrier *carrier, struct str line)
{
    struct str rest = line;
    struct str name = str_cut(&rest, ' ');

    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (str_is(name, commands[i].name))
            return commands[i].run(carrier, rest);
    return fault("error no such command");
}
