/* guard.c: one order of questions for every visit */
#include "auth/guard.h"

#include <assert.h>

#include "crypto/formtoken.h"
#include "crypto/token.h"
#include "db/tenant_mint.h"
#include "http/cookie.h"

static bool is_unsafe(const struct request *request)
{
    return request->method != GET && request->method != HEAD;
}

static enum refusal method_ask(const struct guard_in *in)
{
    if (in->request->method == METHOD_OTHER || (in->has_path && !in->has_method))
        return REFUSE_METHOD;
    if (!in->has_path)
        return REFUSE_UNKNOWN;
    return REFUSE_NOTHING;
}

static enum refusal type_ask(const struct guard_in *in)
{
    enum body_kind kind = in->request->body_kind;

    if (!is_unsafe(in->request) || in->need == BROWSER)
        return REFUSE_NOTHING;
    return kind == BODY_URLENCODED || kind == BODY_PARTS ? REFUSE_NOTHING : REFUSE_TYPE;
}

/* Fetch metadata first (W3C), Origin for browsers without it; neither: refused (BR-02). */
static enum refusal origin_ask(const struct guard_in *in)
{
    const struct request *request = in->request;

    if (!is_unsafe(request) || in->need == BROWSER)
        return REFUSE_NOTHING;
    if (request->fetch_site.at)
        return str_is(request->fetch_site, "same-origin") ? REFUSE_NOTHING : REFUSE_ORIGIN;
    if (request->origin.at && str_equal(request->origin, in->site->origin))
        return REFUSE_NOTHING;
    return REFUSE_ORIGIN;
}

static enum refusal refusal_of(enum status status)
{
    return status == BUSY ? REFUSE_BUSY : REFUSE_BROKEN;
}

static void form_cookie_read(const struct guard_in *in, struct guard_out *out)
{
    struct arena *arena = in->request->arena;
    struct digest *digest = ARENA_NEW(arena, struct digest);
    struct str token;

    if (cookie_find(arena, in->site, in->request->cookie, "form", &token) == OK &&
        token_hash(token, digest) == OK)
        out->form_hash = digest_str(digest);
}

static enum refusal session_ask(const struct guard_in *in, struct guard_out *out)
{
    struct actor_place place = {in->account_id, need_reaches_tree(in->need)};
    enum status status = actor_find(in->db, in->site, in->request, &place, &out->actor);

    form_cookie_read(in, out);
    if (status == OK)
        out->signed_in = true;
    else if (status != NOT_FOUND)
        return refusal_of(status);
    else if (in->need != ANYONE)
        return REFUSE_SESSION;
    return REFUSE_NOTHING;
}

bool guard_is_half(const struct actor *actor, bool two_step_parents)
{
    return actor->access.half > (two_step_parents ? HALF_NOT : HALF_BY_OPERATOR);
}

static enum refusal two_step_ask(const struct guard_in *in, const struct guard_out *out)
{
    if (in->need == ANYONE || in->need == SETTING_UP || !out->signed_in)
        return REFUSE_NOTHING;
    return guard_is_half(&out->actor, in->two_step_parents) ? REFUSE_TWO_STEP : REFUSE_NOTHING;
}

static enum refusal form_ask(const struct guard_in *in)
{
    if (in->form_status == TOO_MUCH)
        return REFUSE_BIG;
    if (in->form_status != OK || request_has_double(in->request))
        return REFUSE_BAD;
    return REFUSE_NOTHING;
}

static enum refusal state_ask(bool changes, const struct access *access)
{
    if (access->account_state == ACCOUNT_SUSPENDED || access->root_state == ACCOUNT_SUSPENDED)
        return REFUSE_SUSPENDED;
    if (changes &&
        (access->account_state == ACCOUNT_CLOSED || access->root_state == ACCOUNT_CLOSED))
        return REFUSE_CLOSED;
    return REFUSE_NOTHING;
}

static enum refusal account_ask(enum need need, bool changes, const struct actor *actor)
{
    enum refusal state;

    if (!need_is_in_account(need))
        return REFUSE_NOTHING;
    if (!actor_is_inside(actor))
        return REFUSE_UNKNOWN;
    if (need_is_of_tree(need) && !actor->on_parent)
        return REFUSE_UNKNOWN; /* /7/all/… of a sub-account does not exist */
    state = state_ask(changes, &actor->access);
    if (state != REFUSE_NOTHING)
        return state;
    if (!actor_may(actor, need))
        return REFUSE_ROLE;
    return changes && actor->viewing ? REFUSE_VIEWING : REFUSE_NOTHING;
}

enum refusal guard_door(enum need need, bool changes, const struct actor *actor)
{
    if (need == ANYONE || need == BROWSER)
        return REFUSE_NOTHING;
    return actor ? account_ask(need, changes, actor) : REFUSE_SESSION;
}

struct form_claim guard_claim(const struct guard_out *out, const char *pattern, bool in_account)
{
    const struct access *access = &out->actor.access;

    if (!out->signed_in)
        return (struct form_claim){.id_hash = out->form_hash,
                                   .form_salt = STR(""),
                                   .method = "POST",
                                   .route = pattern};
    return (struct form_claim){.id_hash = out->actor.id_hash,
                               .form_salt = access->form_salt,
                               .method = "POST",
                               .route = pattern,
                               .account_id = in_account ? access->account_id : 0};
}

static enum refusal token_ask(const struct guard_in *in, const struct guard_out *out)
{
    struct form_claim claim = guard_claim(out, in->pattern, need_is_in_account(in->need));
    struct str given = form_get(&in->request->form, "token");

    if (!is_unsafe(in->request))
        return REFUSE_NOTHING;
    if (!claim.id_hash.at || !given.at)
        return REFUSE_TOKEN;
    return form_token_check(in->request->arena, in->form_key, &claim, given) == OK
               ? REFUSE_NOTHING
               : REFUSE_TOKEN;
}

static void tenant_give(const struct guard_in *in, struct guard_out *out, enum need need)
{
    const struct access *access = &out->actor.access;

    if (!need_is_in_account(need))
        return;
    assert(actor_may(&out->actor, need));
    out->tenant = tenant_mint(in->db, access->root_id, access->account_id, access->user_id,
                              need_reaches_tree(need) ? REACH_TREE : REACH_ACCOUNT);
}

/* Who may not open a page, or only look, stands in the account all the same: the page that says
 * so comes in the account's frame. */
static enum refusal reach_ask(const struct guard_in *in, struct guard_out *out)
{
    enum refusal refusal = account_ask(in->need, is_unsafe(in->request), &out->actor);

    if (refusal == REFUSE_ROLE || refusal == REFUSE_VIEWING)
        tenant_give(in, out, MAY_ENTER);
    return refusal;
}

#define ASK(question)                                                                          \
    do {                                                                                       \
        enum refusal refusal_ = (question);                                                    \
        if (refusal_ != REFUSE_NOTHING)                                                        \
            return refusal_;                                                                   \
    } while (0)

enum refusal guard_ask(const struct guard_in *in, struct guard_out *out)
{
    *out = (struct guard_out){0};
    ASK(method_ask(in));
    ASK(type_ask(in));
    ASK(origin_ask(in));
    if (in->need == BROWSER)
        return REFUSE_NOTHING;
    ASK(session_ask(in, out));
    ASK(two_step_ask(in, out));
    ASK(form_ask(in));
    ASK(reach_ask(in, out));
    ASK(token_ask(in, out));
    tenant_give(in, out, in->need);
    return REFUSE_NOTHING;
}
