/* world.h: the demo's accounts, its people and who holds which role where
 *
 * As in the design pages. The numbers are from ranges kept free for fiction: Australia's
 * 0491 57x xxx, the United Kingdom's 07700 900xxx, North America's 555-01xx. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "text/clock.h"

enum { FIRMS = 8, PEOPLE = 18 };

/* What an account writes about; decides which scripts it plays. */
enum trade {
    TRADE_OFFICE,
    TRADE_MARKETING,
    TRADE_SALES,
    TRADE_FINANCE,
    TRADE_ROSTERING,
    TRADE_DENTAL,
    TRADE_BOOKS,
    TRADE_EVENTS,
    TRADES
};

/* An account. */
struct firm {
    uint64_t root_id;
    uint64_t account_id;
    const char *name;
    const char *payment;
    const char *country;
    const char *zone;
    uint8_t line;
    enum trade trade;
    const char *sender;
    uint32_t permille;  /* of all messages */
    uint32_t stay_open; /* so many conversations beside the scripted ones are not closed */
    bool works_weekends;
};

struct person {
    const char *key; /* how scripts name them */
    const char *name;
    const char *email;
    const char *zone;
};

/* A person's role in an account, and how often they write there. */
struct post {
    uint64_t account_id;
    const char *person;
    const char *role;
    uint32_t weight;
};

extern const struct firm firms[FIRMS];
extern const struct person people[PEOPLE];
extern const struct post posts[]; /* ended by { 0 } */

/* A person's number, 1 to PEOPLE, by their key; ends the program if there is none. */
uint32_t person_number(struct str key);
const struct person *person_at(uint32_t number) RETURNS_NONNULL;
