/* login.h: what the files of the login program share */
#pragma once

#include "crypto/blocklist.h"
#include "crypto/password.h"
#include "model/user.h"
#include "portal/page.h"

/* Made before the workers fork; each worker then has its own copy, but for the gate. */
struct porter {
    struct hasher hasher;
    struct blocklist *blocklist;
    int64_t reported_us; /* when a browser's report was last logged, monotonic */
};

enum status porter_start(struct arena *arena, struct house *house, struct str *why) MUST_USE;
struct porter *porter_of(const struct visit *visit) RETURNS_NONNULL NONNULL(1);

/* Sign the user in: a new session in place of the one there was, cookies, the device. */
enum status porter_admit(struct visit *visit, uint64_t user_id) MUST_USE NONNULL(1);

/* The browser and system of a User-Agent: "Firefox on Linux". */
struct str agent_words(struct arena *arena, struct str agent) NONNULL(1);

/* Fill the list `account` of a page. `at` is the account that is lit, 0: none. */
enum status entrances_say(struct visit *visit, struct dict *dict, uint64_t at,
                          bool merged) MUST_USE NONNULL(1, 2);

enum status home_show(struct visit *visit) MUST_USE;
enum status sign_in_show(struct visit *visit) MUST_USE;
enum status sign_in_try(struct visit *visit) MUST_USE;
enum status sign_out(struct visit *visit) MUST_USE;
enum status accounts_show(struct visit *visit) MUST_USE;
enum status accounts_tree(struct visit *visit) MUST_USE;
enum status me_show(struct visit *visit) MUST_USE;
enum status sessions_show(struct visit *visit) MUST_USE;
enum status session_end_one(struct visit *visit) MUST_USE;
enum status session_end_rest(struct visit *visit) MUST_USE;
enum status invite_open(struct visit *visit) MUST_USE;
enum status invite_show(struct visit *visit) MUST_USE;
enum status invite_take(struct visit *visit) MUST_USE;
enum status invite_switch(struct visit *visit) MUST_USE;
enum status report_take(struct visit *visit) MUST_USE;
