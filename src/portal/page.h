/* page.h: a page is the frame, a body and what both are told
 *
 *     struct dict *page = page_begin(visit, "inbox/thread.tpl");
 *     view_fill(page, &thread_shape, &thread, &visit->dial);
 *     return page_end(visit, page);
 */
#pragma once

#include "portal/faults.h"
#include "portal/visit.h"

struct page {
    struct dict *frame; /* what every page is told */
    struct dict *body;  /* what this one is told */
    const char *file;   /* rendered: the frame's, or the body's own for a part */
    const char *inner;  /* the body's */
    struct str title;   /* "Grace Tuala – Inbox"; the account's name is added */
    const char *place;  /* the entry of the navigation that is lit: "inbox", "send"; or NULL */
    bool full;          /* one thread in full height: a phone hides the bars */
};

/* A page in the frame: in the account's if the visit stands in one. */
struct page page_begin(struct visit *visit, const char *body) NONNULL(1, 2);
/* A page for people who are not signed in, or not in an account's pages. */
struct page page_begin_gate(struct visit *visit, const char *body) NONNULL(1, 2);
/* A part of a page, without frame, for script to exchange. */
struct page page_begin_part(struct visit *visit, const char *body) NONNULL(1, 2);

/* Render into the response. */
enum status page_end(struct visit *visit, struct page *page) MUST_USE NONNULL(1, 2);

/* Open section done_WORD if `?done=WORD` names one of these (ended by NULL). */
void page_done(struct visit *visit, struct page *page, const char *const *words)
    NONNULL(1, 2, 3);

/* The names that every page is given, for the proof of templates; ended by NULL. */
extern const char *const frame_names[];
