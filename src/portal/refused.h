/* refused.h: "why can't I see this?": the page of somebody whose role does not open one */
#pragma once

#include "portal/page.h"

/* Fill frame/refused.tpl: the rule, what one holds, who can change it, what one can see. What
 * can't be found out is left out: the page is worth more. */
void refused_fill(struct visit *visit, struct dict *body) NONNULL(1, 2);

#define REFUSED_NAMES "headline", "lead", "rule", "holds", "changer", "see_path", "see_text"
