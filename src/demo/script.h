/* script.h: small dialogues, written down as people wrote them
 *
 * A script is a text, a line for each thing that happens:
 *
 *     > Hi {f}, are you free for the {job} shift on {d3}? {me}
 *     <22 Yes I can
 *     >4@bec#api=failed!carrier_failed Thank you, you are on.
 *     x3930@bec
 *
 * `>` we write, `<` they write, `x` somebody closes. The number is minutes since the line
 * before; in a scripted present minutes before now, or a day before now and the time of that
 * day, 3d1620. Then, in any order: @person who did it · #origin (page api email rule) ·
 * =state · !why · $class · * stays unread · % perhaps sent twice by the carrier ·
 * ^630 due when it is 6.30 next.
 * In a text, | is a line end and {…} is filled in (see fill.h). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum script_sign { SCRIPT_OUT, SCRIPT_IN, SCRIPT_CLOSE };

struct script_line {
    enum script_sign sign;
    bool dated; /* days before now, and minutes of that day */
    int64_t days;
    int64_t minutes;
    struct str person; /* absent: the scene's writer */
    struct str origin; /* absent: page */
    struct str state;  /* absent: chance decides */
    struct str why;
    struct str class; /* absent: normal */
    int64_t due;      /* minute of the day at which it is due next; 0: none */
    bool unread;
    bool repeated;
    struct str text;
};

/* Cut the next line off; false at the end. Ends the program at a line it can't read. */
bool script_next(struct str *rest, struct script_line *out) NONNULL(1, 2);

/* Lines of a script that are messages. */
uint32_t script_count(const char *script) NONNULL(1);

/* The scripts of a trade, ended by NULL. */
extern const char *const script_office[];
extern const char *const script_marketing[];
extern const char *const script_sales[];
extern const char *const script_finance[];
extern const char *const script_rostering[];
extern const char *const script_dental[];
extern const char *const script_books[];
extern const char *const script_events[];

/* One text to many, and what some of them answer. */
struct script_campaign {
    uint32_t days_ago;
    const char *const *answers; /* ended by NULL; one in twelve gives one */
    const char *text;           /* a line of a script */
};
extern const struct script_campaign script_campaigns[]; /* ended by { 0 } */

/* A conversation of the last days, line by line; minutes are before now. */
struct script_present {
    uint64_t account_id;
    const char *name; /* NULL: not in the contacts */
    const char *msisdn;
    const char *script;
};
extern const struct script_present script_present[]; /* ended by { 0 } */
