/* turn.h: what only this program's templates are fed: rows of a thread and of the filter, and
 * how a row of the list looks */
#pragma once

#include <stdbool.h>

#include "base/shape.h"

/* A message or an event in a thread. */
struct turn {
    uint64_t turn_id; /* message_id or event_id: both sort by time */
    bool is_message;
    bool is_out;
    bool new_day; /* the first of its day: a line says which */
    bool signed_; /* somebody's name stands at it */
    struct str body;
    struct str user_name;
    struct stamp happened_at;
    unsigned state; /* enum message_state */
    struct str state_word;
    bool lost; /* it did not get there; then */
    struct str reason;
    bool repeated;
    bool closed_event;
    bool reopened_event;
};
extern const struct shape turn_shape;

/* What a row of the list shows beside the conversation's own members. */
struct look {
    struct str name;
    struct str who; /* wrote the last message */
    bool is_signed;
    bool is_out;
    struct str state_word;
    bool state_shown;
    bool here; /* the conversation that is open beside the list */
    uint8_t line;
};
extern const struct shape look_shape;

/* An account in the merged list's filter. */
struct filter {
    uint64_t account_id;
    struct str name;
    bool chosen;
};
extern const struct shape filter_shape;

/* What a row of the page of accounts shows beside the branch's own members. */
struct found_branch {
    bool news; /* something is unread */
};
extern const struct shape found_branch_shape;
