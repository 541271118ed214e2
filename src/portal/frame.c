/* frame.c: what every page is told: who reads it, in which account, what may be opened */
#include "portal/frame.h"

#include "crypto/formtoken.h"
#include "crypto/token.h"
#include "http/cookie.h"
#include "portal/dial.h"
#include "portal/program.h"
#include "text/clock.h"
#include "text/word.h"

const char *const frame_names[] = {"lang",
                                   "title",
                                   "asset",
                                   "root",
                                   "account_id",
                                   "inbox_path",
                                   "account_under",
                                   "account_name",
                                   "parent_name",
                                   "parent_id",
                                   "account_line",
                                   "me_name",
                                   "me_initials",
                                   "me_role",
                                   "unread_count",
                                   "query",
                                   "in_account",
                                   "no_account",
                                   "merged",
                                   "merged_not",
                                   "has_parent",
                                   "has_parent_not",
                                   "many_accounts",
                                   "many_accounts_not",
                                   "nav_inbox",
                                   "nav_send",
                                   "nav_users",
                                   "nav_users_here",
                                   "nav_audit",
                                   "nav_manage",
                                   "nav_manage_here",
                                   "nav_settings",
                                   "nav_settings_here",
                                   "nav_audit_here",
                                   "audit_path",
                                   "nav_inbox_here",
                                   "nav_send_here",
                                   "nav_accounts_here",
                                   "nav_me_here",
                                   "viewing",
                                   "viewer_name",
                                   "view_until",
                                   "has_unread",
                                   "has_unread_not",
                                   "entered_from_above",
                                   "account_closed",
                                   "account_closed_not",
                                   "thread_open",
                                   "thread_open_not",
                                   "BODY",
                                   "token_sign_out",
                                   "token_me_view_end",
                                   NULL};

static bool is_here(const struct page *page, const char *place)
{
    return page->place && str_is(str_of(place), page->place);
}

static void frame_person(struct visit *visit, struct dict *frame)
{
    const struct actor *actor = &visit->guard.actor;
    bool inside = visit->tenant != NULL;

    dict_text(frame, "me_name", actor->access.user_name);
    dict_text(frame, "me_initials", word_initials(visit->arena, actor->access.user_name));
    dict_text(frame, "me_role", inside ? str_of(role_title(actor->role)) : actor->access.email);
}

/* Whose eyes these are, and until when. */
static void frame_viewing(struct visit *visit, struct dict *frame)
{
    const struct actor *actor = &visit->guard.actor;

    dict_flag(frame, "viewing", actor->viewing);
    if (!actor->viewing)
        return;
    dict_text(frame, "viewer_name", actor->viewer.name);
    dict_text(frame, "view_until",
              clock_time(visit->arena, visit_clock(visit), actor->viewer.until));
}

static void frame_account(struct visit *visit, struct dict *frame)
{
    const struct actor *actor = &visit->guard.actor;
    const struct access *access = &actor->access;
    struct str root = str_format(visit->arena, "/%llu", (unsigned long long)access->account_id);
    bool merged = tenant_sees_tree(visit->tenant);

    dict_text(frame, "root", root);
    dict_number(frame, "account_id", access->account_id);
    dict_text(frame, "inbox_path",
              str_format(visit->arena, "%.*s%s/inbox", STR_ARG(root), merged ? "/all" : ""));
    dict_text(frame, "audit_path",
              str_format(visit->arena, "%.*s%s/audit", STR_ARG(root), merged ? "/all" : ""));
    dict_text(frame, "account_name", merged ? STR("All accounts") : access->account_name);
    dict_text(frame, "account_under",
              merged || !actor->on_parent ? access->root_name : STR("Parent account"));
    dict_text(frame, "parent_name", access->root_name);
    dict_number(frame, "parent_id", access->root_id);
    dict_text(frame, "account_line", str_format(visit->arena, "line-%u", access->line));
    dict_flag(frame, "many_accounts",
              access->has_several ||
                  (access->has_branches && access->root_role == ADMINISTRATOR));
    dict_flag(frame, "has_parent", !actor->on_parent);
    dict_flag(frame, "merged", merged);
    dict_flag(frame, "entered_from_above", actor->from_above);
    dict_flag(frame, "nav_inbox", actor_may(actor, MAY_READ_INBOX));
    dict_flag(frame, "nav_send", actor_may(actor, MAY_SEND) && actor_account_is_open(actor));
    dict_flag(frame, "nav_manage", actor_may(actor, MAY_MANAGE_ACCOUNTS));
    dict_flag(frame, "nav_settings", actor_may(actor, MAY_EDIT_SETTINGS));
    dict_flag(frame, "nav_users", actor_may(actor, MAY_READ_USERS));
    dict_flag(frame, "nav_audit",
              actor_may(actor, merged ? MAY_READ_TREE_AUDIT : MAY_READ_AUDIT));
    dict_flag(frame, "account_closed", !merged && !actor_account_is_open(actor));
}

/* Counted by the predicate of the reader's own rows. */
static void frame_unread(struct visit *visit, struct dict *frame)
{
    uint32_t unread = visit_inbox(visit)->unread;

    dict_text(frame, "unread_count", number_group(visit->arena, unread));
    dict_flag(frame, "has_unread", unread > 0);
}

/* Somebody who is not signed in proves with a cookie that the form came from here (BR-04). */
static enum status form_cookie_give(struct visit *visit)
{
    struct digest *digest = ARENA_NEW(visit->arena, struct digest);
    struct str token;
    struct str header;

    if (visit->guard.signed_in || visit->guard.form_hash.at)
        return OK;
    TRY(token_make(visit->arena, &token));
    TRY(token_hash(token, digest));
    TRY(cookie_make(visit->arena, &visit->house->site, "form", token, COOKIE_SESSION, &header));
    TRY(response_header(&visit->response, "Set-Cookie", header));
    visit->guard.form_hash = digest_str(digest);
    return OK;
}

static bool page_says(const struct visit *visit, const struct page *page, const char *name)
{
    const struct tpl *tpl = visit->house->tpl;
    const struct key *key = dict_key(page->frame, name, "");

    return key && (tpl_says(tpl, page->file, key) || tpl_says(tpl, page->inner, key));
}

/* Only for a form that the page has: each is a hash. */
static enum status token_say(struct visit *visit, const struct page *page, const char *pattern,
                             bool in_account)
{
    struct str name = route_token_name(visit->arena, pattern);
    struct form_claim claim;
    struct str token;

    if (!page_says(visit, page, name.at))
        return OK;
    TRY(form_cookie_give(visit));
    claim = guard_claim(&visit->guard, pattern, in_account);
    TRY(form_token_make(visit->arena, visit->house->form_key, &claim, &token));
    dict_text(page->frame, name.at, token);
    return OK;
}

/* A token for each form that this page's program serves and this reader may send. */
static enum status frame_tokens(struct visit *visit, const struct page *page)
{
    const struct guard_out *guard = &visit->guard;

    for (const struct route *r = visit->house->program->routes; r->pattern; r++) {
        bool in_account = need_is_in_account(r->need);

        if (r->method != POST || r->need == BROWSER)
            continue;
        if (in_account && !(visit->tenant && actor_may(&guard->actor, r->need)))
            continue;
        if ((r->need == SIGNED_IN || r->need == SETTING_UP) && !guard->signed_in)
            continue;
        TRY(token_say(visit, page, r->pattern, in_account));
    }
    if (guard->actor.viewing)
        TRY(token_say(visit, page, "/me/view/end", false));
    return guard->signed_in ? token_say(visit, page, "/sign-out", false) : OK;
}

static struct str frame_title(struct visit *visit, const struct page *page)
{
    const struct access *access = &visit->guard.actor.access;
    bool merged = visit->tenant && tenant_sees_tree(visit->tenant);

    if (!visit->tenant)
        return page->title;
    return str_format(visit->arena, "%.*s – %.*s", STR_ARG(page->title),
                      STR_ARG(merged ? STR("All accounts") : access->account_name));
}

enum status frame_fill(struct visit *visit, const struct page *page)
{
    struct dict *frame = page->frame;
    struct str query = visit_query(visit, "q");

    dict_word(frame, "lang", "en-AU");
    dict_text(frame, "title", frame_title(visit, page));
    dict_text(frame, "asset", visit->house->asset);
    dict_text(frame, "query", is_here(page, "inbox") && query.at ? query : STR(""));
    dict_flag(frame, "thread_open", page->full);
    dict_flag(frame, "nav_inbox_here", is_here(page, "inbox"));
    dict_flag(frame, "nav_send_here", is_here(page, "send"));
    dict_flag(frame, "nav_manage_here", is_here(page, "manage"));
    dict_flag(frame, "nav_settings_here", is_here(page, "settings"));
    dict_flag(frame, "nav_users_here", is_here(page, "users"));
    dict_flag(frame, "nav_audit_here", is_here(page, "audit"));
    dict_flag(frame, "nav_accounts_here", is_here(page, "accounts"));
    dict_flag(frame, "nav_me_here", is_here(page, "me"));
    dict_section(frame, visit->tenant ? "in_account" : "no_account");
    if (visit->guard.signed_in)
        frame_person(visit, frame);
    if (visit->tenant) {
        frame_viewing(visit, frame);
        frame_account(visit, frame);
        frame_unread(visit, frame);
    }
    return frame_tokens(visit, page);
}
