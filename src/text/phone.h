/* phone.h: phone numbers as people type them, and as they are stored and shown
 *
 * Stored as E.164 with the plus (ITU-T E.164, 8 to 15 digits) beside what was typed. A number
 * is accepted if its length fits a mobile of its country; whether a carrier has assigned it
 * is the carrier's to say. Countries are ISO 3166-1 alpha-2, such as "AU".
 * libphonenumber stays behind this header. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "base/status.h"
#include "base/str.h"

enum { PHONE_DIGITS_LEAST = 8, PHONE_DIGITS_MOST = 15 };

enum phone_fault {
    PHONE_FINE = 0,
    PHONE_EMPTY,   /* nothing was typed but blanks */
    PHONE_LETTERS, /* a letter in it */
    PHONE_SIGNS,   /* another sign that no number has, such as # */
    PHONE_SHORT,   /* off_by digits are missing */
    PHONE_LONG,    /* off_by digits too many */
    PHONE_COUNTRY, /* a country code that no country has */
};

struct phone {
    enum phone_fault fault;
    struct str e164;    /* "+61491570157"; absent if there is a fault */
    struct str country; /* "AU", of the number itself; absent if not known */
    struct str typed;   /* as typed, trimmed */
    struct str odd;     /* PHONE_LETTERS, PHONE_SIGNS: the first such character */
    uint32_t digits;    /* typed digits */
    uint32_t off_by;    /* PHONE_SHORT, PHONE_LONG: this many, at least 1 */
    bool has_plus;      /* typed with its country code */
    bool lacks_trunk;   /* typed without the country's leading 0 */
};

/* Load the numbering plans; call before the workers fork, since they take 4 MB. */
void phone_warm(void);

/* Whether numbers can be read as this country's. */
bool phone_country_exists(struct str country);

/* Read a typed number; without a country code it is taken for one of `country`. The result
 * is data, not a status: look at .fault. */
struct phone phone_parse(struct arena *arena, struct str country, struct str typed) NONNULL(1);

/* What is wrong, for two places of a page; empty for PHONE_FINE.
 * words:  "is one digit short"
 * detail: "9 digits; an Australian mobile has 10" */
struct str phone_fault_words(struct arena *arena, const struct phone *phone) NONNULL(1, 2);
struct str phone_fault_detail(struct arena *arena, const struct phone *phone) NONNULL(1, 2);

/* How numbers without a country code are read, to end a sentence: "Australian", or "numbers of
 * BR" where the word is not known. */
struct str phone_people(struct arena *arena, struct str country) NONNULL(1);

/* A stored number as a reader in `country` writes it: "0491 570 157" at home, else
 * "+61 491 570 157". What is no E.164 (an alphanumeric sender) comes back as it is. */
struct str phone_show(struct arena *arena, struct str country, struct str e164) NONNULL(1);
/* Always "+61 491 570 157". */
struct str phone_show_international(struct arena *arena, struct str e164) NONNULL(1);

/* A row of a pasted list. */
struct phone_entry {
    struct str text; /* trimmed, never empty */
};
extern const struct shape phone_entry_shape;

/* Split typed recipients at line ends, commas, semicolons and tabs into struct phone_entry
 * rows; empty ones are dropped. TOO_MUCH if there are more than `most`. */
enum status phone_list_split(struct arena *arena, struct str typed, size_t most,
                             struct list *out) MUST_USE NONNULL(1, 4);
