/* accounts.h: a parent's sub-accounts, and what the pages about an account share */
#pragma once

#include "model/account/account_sub.h"
#include "portal/page.h"

enum status accounts_show(struct visit *visit) MUST_USE NONNULL(1);
enum status account_show(struct visit *visit) MUST_USE NONNULL(1);
enum status account_new_show(struct visit *visit) MUST_USE NONNULL(1);
enum status account_new_take(struct visit *visit) MUST_USE NONNULL(1);
enum status account_rename_take(struct visit *visit) MUST_USE NONNULL(1);
enum status account_suspend_ask(struct visit *visit) MUST_USE NONNULL(1);
enum status account_suspend_take(struct visit *visit) MUST_USE NONNULL(1);
enum status account_close_ask(struct visit *visit) MUST_USE NONNULL(1);
enum status account_close_take(struct visit *visit) MUST_USE NONNULL(1);
enum status account_reopen_take(struct visit *visit) MUST_USE NONNULL(1);

/* The page of one sub-account, with what was typed (name absent: what is stored). `changed`:
 * somebody else was quicker. */
struct account_typed {
    struct str name;
    uint8_t line;
    bool changed;
    struct faults faults;
};
enum status account_page(struct visit *visit, const struct sub_account *sub,
                         const struct account_typed *typed) MUST_USE NONNULL(1, 2, 3);

/* This month in a zone: its name, and when it began. */
struct month {
    const char *name;
    struct stamp since;
};
enum status month_of(struct visit *visit, struct str zone, struct month *out) MUST_USE
    NONNULL(1, 3);

/* What a row says beyond its shape: state, number, volume. */
enum status sub_account_say(struct visit *visit, struct dict *dict,
                            const struct sub_account *sub, struct stamp since) MUST_USE
    NONNULL(1, 2, 3);

/* Fields of the forms: read, judged, and said again. */
enum status field_account_name(struct visit *visit, struct faults *faults,
                               struct str *out) MUST_USE NONNULL(1, 2, 3);
/* A sibling is called so already, and is written like that. */
void name_taken_say(struct visit *visit, struct faults *faults, struct str taken)
    NONNULL(1, 2);
enum status field_line(struct visit *visit, const char *name, uint8_t *out) MUST_USE
    NONNULL(1, 2, 3);
enum status field_place(struct visit *visit, struct faults *faults, struct str *country,
                        struct str *zone) MUST_USE NONNULL(1, 2, 3, 4);
enum status place_say(struct dict *dict, struct str country, struct str zone) MUST_USE
    NONNULL(1);
void colours_say(struct dict *dict, uint8_t chosen) NONNULL(1);

#define PLACE_NAMES                                                                            \
    "typed_country", "zone_choice", "zone_name", "chosen", "country_fault", "zone_fault"
#define COLOUR_NAMES "colour", "number", "colour_name", "chosen"
#define SUB_ACCOUNT_NAMES                                                                      \
    "open", "suspended", "closed", "by", "line_class", "has_number", "sender_text",            \
        "numbers_other", "others", "messages", "messages_more", "parts"
#define TYPED_NAMES "text", "field", "faults", "typed_name", "name_fault"
