/* setting.h: how the built-in carrier behaves
 *
 * One table serves the command line (--fail-share 5), the configuration file
 * (carrier_fail_share = 5) and the control socket (set fail-share 5). */
#pragma once

#include <stdint.h>

#include "base/conf.h"
#include "base/status.h"
#include "base/str.h"

struct range {
    int64_t least;
    int64_t most;
};

struct settings {
    struct range port;         /* of 127.0.0.1 */
    struct range delay_ms;     /* before a submit is answered */
    struct range receipt_ms;   /* from the answer to the final receipt */
    struct range reply_ms;     /* from the receipt to the automatic reply */
    struct range retry_ms;     /* before an undelivered deliver_sm is tried again */
    struct range fail_share;   /* percent of messages that … are not delivered */
    struct range expire_share; /* … expire */
    struct range refuse_share; /* … are refused at once */
    struct range throttle_share;
    struct range mute_share;       /* … are taken but never answered */
    struct range no_receipt_share; /* … never get a receipt */
    struct range early_share;      /* … get the receipt before the answer */
    struct range enroute_share;    /* … get an intermediate receipt first */
    struct range twice_share;      /* … get their receipt twice */
    struct range reply_share;      /* … are replied to by the recipient */
    struct range drop_after;       /* submits until all lines are dropped; 0: never */
    struct range id_form;          /* index of id_form_words */
    struct range seed;             /* of chance; 0: another each time */
};

struct settings settings_new(void);

/* Change one. `value` is a whole number, or a range "20-80" where the setting has one.
 * NOT_FOUND if there is no such setting, INVALID if the value does not fit it. */
enum status setting_set(struct settings *settings, struct str name, struct str value) MUST_USE
    NONNULL(1);

/* Take every carrier_… key. INVALID with the key in *wrong. */
enum status settings_of_conf(struct settings *settings, const struct conf *conf,
                             struct str *wrong) MUST_USE NONNULL(1, 2, 3);

/* All settings, one a line, for --help. */
void settings_print(void);
