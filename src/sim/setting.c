/* setting.c: how the built-in carrier behaves */
#include "sim/setting.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"

struct row {
    const char *name;
    size_t offset;
    int64_t least;
    int64_t most;
    struct range otherwise;
    const char *words;
};

#define SETTING(member) offsetof(struct settings, member)

enum { HOUR_MS = 3600000, PERCENT = 100 };

static const struct row rows[] = {
    {"port", SETTING(port), 0, 65535, {2775, 2775}, "port on 127.0.0.1; 0: any free one"},
    {"delay-ms", SETTING(delay_ms), 0, HOUR_MS, {10, 40}, "before a submit is answered"},
    {"receipt-ms", SETTING(receipt_ms), 0, HOUR_MS, {300, 1200}, "until the final receipt"},
    {"reply-ms", SETTING(reply_ms), 0, HOUR_MS, {1500, 6000}, "from receipt to reply"},
    {"retry-ms", SETTING(retry_ms), 1, HOUR_MS, {2000, 2000}, "until a refused deliver_sm"},
    {"fail-share", SETTING(fail_share), 0, PERCENT, {0, 0}, "percent not delivered"},
    {"expire-share", SETTING(expire_share), 0, PERCENT, {0, 0}, "percent that expire"},
    {"refuse-share", SETTING(refuse_share), 0, PERCENT, {0, 0}, "percent refused at once"},
    {"throttle-share", SETTING(throttle_share), 0, PERCENT, {0, 0}, "percent throttled"},
    {"mute-share", SETTING(mute_share), 0, PERCENT, {0, 0}, "percent never answered"},
    {"no-receipt-share", SETTING(no_receipt_share), 0, PERCENT, {0, 0}, "without receipt"},
    {"early-share", SETTING(early_share), 0, PERCENT, {0, 0}, "receipt before the answer"},
    {"enroute-share", SETTING(enroute_share), 0, PERCENT, {0, 0}, "ENROUTE comes first"},
    {"twice-share", SETTING(twice_share), 0, PERCENT, {0, 0}, "receipt comes twice"},
    {"reply-share", SETTING(reply_share), 0, PERCENT, {0, 0}, "percent answered by people"},
    {"drop-after", SETTING(drop_after), 0, 1 << 30, {0, 0}, "submits until lines drop"},
    {"id-form", SETTING(id_form), 0, 3, {0, 0}, "0 same, 1 decimal then hex, 2 the reverse"},
    {"seed", SETTING(seed), 0, 1 << 30, {0, 0}, "of chance; 0: another each time"},
};

static struct range *member(struct settings *settings, const struct row *row)
{
    return (struct range *)(void *)((char *)settings + row->offset);
}

struct settings settings_new(void)
{
    struct settings settings = {0};

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        *member(&settings, &rows[i]) = rows[i].otherwise;
    return settings;
}

enum status setting_set(struct settings *settings, struct str name, struct str value)
{
    struct range range = {0};
    struct str rest = value;
    struct str least = str_cut(&rest, '-');

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct row *row = &rows[i];

        if (!str_is(name, row->name))
            continue;
        TRY(number_parse(least, row->least, row->most, &range.least));
        range.most = range.least;
        if (least.len != value.len)
            TRY(number_parse(rest, range.least, row->most, &range.most));
        *member(settings, row) = range;
        return OK;
    }
    return NOT_FOUND;
}

enum status settings_of_conf(struct settings *settings, const struct conf *conf,
                             struct str *wrong)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char key[40];
        const char *value;

        snprintf(key, sizeof(key), "carrier_%s", rows[i].name);
        for (char *at = key; *at; at++)
            if (*at == '-')
                *at = '_';
        value = conf_text_or(conf, key, NULL);
        if (!value)
            continue;
        if (setting_set(settings, str_of(rows[i].name), str_of(value)) != OK) {
            *wrong = str_of(rows[i].name);
            return INVALID;
        }
    }
    return OK;
}

void settings_print(void)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct range *range = &rows[i].otherwise;

        printf("  --%-18s %s (%lld", rows[i].name, rows[i].words, (long long)range->least);
        if (range->most != range->least)
            printf("-%lld", (long long)range->most);
        printf(")\n");
    }
}
