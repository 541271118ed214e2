/* send.h: what the files of the send program share */
#pragma once

#include "model/carrier/node.h"
#include "model/message/send.h"
#include "portal/page.h"
#include "text/segment.h"

/* One entry of the recipients as they were typed, and how it was read. */
struct pick {
    uint32_t position; /* from 1, as typed */
    struct str number; /* as people of the account write it; as typed if it is none */
    struct str note;   /* whose it is, or what is wrong with it */
    bool bad;
    bool again;        /* an earlier entry is the same number */
    struct str typed;  /* the whole entry */
    struct str msisdn; /* E.164; absent if bad */
    struct str wrong;  /* "is one digit short"; absent if not bad */
};
extern const struct shape pick_shape;

/* A message on its way through the steps; it lives in the form alone until it is sent. */
struct draft {
    struct str once;   /* 43 characters, made when the page was first asked for */
    struct str to;     /* as typed */
    struct str text;   /* as typed, in NFC with LF */
    struct list picks; /* rows of struct pick; none if there are more entries than are read */
    size_t entries;
    uint32_t people; /* different good numbers */
    uint32_t doubles;
    struct segments segments;
    struct sender sender; /* .msisdn absent: the account has no number */
    bool once_used;       /* something else was sent under this key */
    struct faults faults;
};

/* A draft with nothing in it, under a new key. */
enum status draft_new(struct visit *visit, struct draft *out) MUST_USE NONNULL(1, 2);
/* The draft of the posted form; its faults are those of fields that are too long. INVALID or
 * TOO_MUCH if no form of ours would have sent it. */
enum status draft_read(struct visit *visit, struct draft *out) MUST_USE NONNULL(1, 2);
/* Take out an entry by its position, and with it the later ones that are the same number.
 * INVALID if there is none. */
enum status draft_drop(struct visit *visit, struct draft *draft, size_t position) MUST_USE
    NONNULL(1, 2);
/* Put plain characters for those that make the text longer. */
void draft_straighten(struct visit *visit, struct draft *draft) NONNULL(1, 2);
/* Note in its faults what keeps it from being sent. */
void draft_judge(struct visit *visit, struct draft *draft) NONNULL(1, 2);

/* Read the entries of `to`: as picks, with the contacts' names. */
enum status picks_read(struct visit *visit, struct draft *draft) MUST_USE NONNULL(1, 2);

/* Fill what parts.tpl and odd.tpl are fed. */
void text_say(struct visit *visit, struct dict *dict, const struct draft *draft)
    NONNULL(1, 2, 3);

/* The pages of the steps. */
enum status compose_page(struct visit *visit, const struct draft *draft) MUST_USE NONNULL(1, 2);
enum status review_page(struct visit *visit, const struct draft *draft) MUST_USE NONNULL(1, 2);

enum status compose_show(struct visit *visit) MUST_USE;
enum status step_take(struct visit *visit) MUST_USE;
enum status sent_show(struct visit *visit) MUST_USE;
