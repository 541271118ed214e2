/* invite.c: somebody takes an invitation
 *
 * The link only moves its token into a cookie and goes on to a clean address, so that the
 * token is in no log and no Referer. Looking never uses the invitation up: mail scanners
 * open links (product.md, section 7). Who looks is one of four, each told what will happen:
 * new here; signed in as the one invited; with a login, but not signed in; signed in as
 * somebody else, whose login gets nothing. */
#include "login.h"

#include "auth/role.h"
#include "base/number.h"
#include "crypto/token.h"
#include "http/cookie.h"
#include "model/invite/invite_decline.h"
#include "model/login/session.h"

enum { COOKIE_SECONDS = 3600 };

enum guest { GUEST_NEW, GUEST_KNOWN, GUEST_OUTSIDE, GUEST_OTHER };

/* An invitation and who stands before it. */
struct offer {
    struct digest digest; /* of the link's token */
    struct invite invite;
    struct list parts; /* of struct invite_part; never empty */
    enum guest guest;
};

enum status invite_open(struct visit *visit)
{
    visit->response.no_referrer = true;
    TRY(porter_cookie(visit, "invite", visit->found.token, COOKIE_SECONDS));
    return visit_leave(visit, STR("/invite"));
}

static enum guest guest_of(const struct visit *visit, const struct invite *invite)
{
    if (visit->guard.signed_in)
        return visit_actor(visit)->access.user_id == invite->holder_id ? GUEST_KNOWN
                                                                       : GUEST_OTHER;
    return invite->holder_id != 0 ? GUEST_OUTSIDE : GUEST_NEW;
}

/* What the cookie's link offers. NOT_FOUND if it can't be taken, or gives nothing any more. */
static enum status offer_read(struct visit *visit, struct offer *out)
{
    struct str token;

    visit->response.no_referrer = true;
    *out = (struct offer){0};
    if (cookie_find(visit->arena, &visit->house->site, visit->request.cookie, "invite",
                    &token) != OK ||
        token_hash(token, &out->digest) != OK)
        return NOT_FOUND;
    TRY(invite_find(visit->db, digest_str(&out->digest), &out->invite));
    TRY(invite_parts(visit->db, &out->invite, &out->parts));
    out->guest = guest_of(visit, &out->invite);
    return out->parts.count > 0 ? OK : NOT_FOUND;
}

static enum status gone_page(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "login/invite-gone.tpl");

    page.title = STR("Invitation");
    response_code(&visit->response, 404);
    return page_end(visit, &page);
}

/* What the holder has already is told to the holder alone. */
static void part_add(struct dict *row, const void *of, void *with)
{
    const struct invite_part *part = of;
    const struct offer *offer = with;
    bool had = offer->guest == GUEST_KNOWN && part->held != ROLE_NONE;

    dict_word(row, "role_name", role_title((enum role)part->role));
    dict_flag(row, "raised", had && part->held < part->role);
    dict_flag(row, "kept", had && part->held >= part->role);
    dict_word(row, "held_name", role_title((enum role)part->held));
}

static void offer_say(struct visit *visit, struct dict *dict, const struct offer *offer)
{
    const struct invite *invite = &offer->invite;

    dict_text(dict, "organisation", invite->root_name);
    dict_text(dict, "email", invite->email);
    dict_text(dict, "inviter", invite->inviter);
    dict_text(dict, "note", invite->note);
    dict_flag(dict, "invited_by", invite->inviter.at != NULL);
    dict_flag(dict, "noted", invite->note.len > 0);
    view_rows(dict, "grant", &offer->parts, &visit->dial, part_add, (void *)offer);
    dict_flag(dict, "one_grant", offer->parts.count == 1);
    dict_text(dict, "grant_count", number_group(visit->arena, offer->parts.count));
}

static struct str offer_title(struct visit *visit, const struct offer *offer)
{
    switch (offer->guest) {
    case GUEST_KNOWN:
        return STR("Accept an invitation");
    case GUEST_OUTSIDE:
        return STR("Sign in to accept");
    case GUEST_OTHER:
        return STR("An invitation for somebody else");
    case GUEST_NEW:
        break;
    }
    return str_format(visit->arena, "Join %.*s", STR_ARG(offer->invite.root_name));
}

static enum status offer_page(struct visit *visit, const struct offer *offer, struct str typed,
                              const struct faults *faults)
{
    static const char *const files[] = {
        [GUEST_NEW] = "login/invite.tpl",
        [GUEST_KNOWN] = "login/invite-known.tpl",
        [GUEST_OUTSIDE] = "login/invite-sign-in.tpl",
        [GUEST_OTHER] = "login/invite-other.tpl",
    };
    struct page page = page_begin_gate(visit, files[offer->guest]);

    page.title = offer_title(visit, offer);
    offer_say(visit, page.body, offer);
    dict_text(page.body, "typed", typed);
    if (visit->guard.signed_in)
        dict_text(page.body, "person", visit_actor(visit)->access.user_name);
    faults_say(faults, page.body);
    return page_end(visit, &page);
}

static enum status declined_page(struct visit *visit)
{
    struct page page = page_begin_gate(visit, "login/invite-declined.tpl");

    page.title = STR("Invitation declined");
    return page_end(visit, &page);
}

enum status invite_show(struct visit *visit)
{
    struct faults none = {0};
    struct offer offer;
    struct str done = visit_query(visit, "done");
    enum status status = offer_read(visit, &offer);

    if (status == NOT_FOUND)
        return done.at && str_is(done, "declined") ? declined_page(visit) : gone_page(visit);
    TRY(status);
    return offer_page(visit, &offer, STR(""), &none);
}

/* Whose password it will be. */
static struct person newcomer(const struct offer *offer, struct str name)
{
    return (struct person){.account =
                               LIST_AT(&offer->parts, struct invite_part, 0)->account_name,
                           .parent = offer->invite.root_name,
                           .name = name,
                           .email = offer->invite.email};
}

/* Into the account that was added; to the list of all if there are several. */
static struct str way_in(struct visit *visit, const struct offer *offer)
{
    uint64_t first = LIST_AT(&offer->parts, struct invite_part, 0)->account_id;

    if (offer->parts.count > 1)
        return STR("/accounts?done=joined");
    return str_format(visit->arena, "/%llu/inbox", (unsigned long long)first);
}

static enum status join(struct visit *visit, const struct offer *offer, struct str name,
                        struct str password)
{
    struct audit_who who = {.user_name = name, .address = visit->request.address};
    struct accepting accepting = {.token_hash = digest_str(&offer->digest), .who = &who};
    uint64_t user_id;
    enum status status;

    TRY(password_hash(visit->secret, &porter_of(visit)->hasher, password, &accepting.password));
    status = invite_accept(visit->db, &accepting, &user_id);
    if (status == NOT_FOUND || status == CONFLICT)
        return gone_page(visit);
    TRY(status);
    TRY(porter_admit(visit, user_id, accepting.password));
    TRY(porter_cookie(visit, "invite", STR(""), 0)); /* the link is used */
    return visit_leave(visit, way_in(visit, offer));
}

static enum status new_take(struct visit *visit, const struct offer *offer)
{
    struct faults faults = {0};
    struct person person;
    struct str name;
    struct str password;

    TRY(visit_only(visit, FIELDS("name", "password", "username")));
    TRY(field_name(visit, &faults, &name));
    person = newcomer(offer, name);
    TRY(field_new_password(visit, &person, &faults, &password));
    if (!faults_any(&faults))
        return join(visit, offer, name, password);
    response_code(&visit->response, 422);
    return offer_page(visit, offer, name, &faults);
}

static enum status known_take(struct visit *visit, const struct offer *offer)
{
    struct audit_who who = visit_who(visit);
    struct accepting accepting = {.token_hash = digest_str(&offer->digest), .who = &who};
    uint64_t user_id;
    enum status status;

    TRY(visit_only(visit, FIELDS("token")));
    status = invite_accept(visit->db, &accepting, &user_id);
    if (status == NOT_FOUND || status == CONFLICT)
        return gone_page(visit);
    TRY(status);
    TRY(porter_cookie(visit, "invite", STR(""), 0));
    return visit_leave(visit, way_in(visit, offer));
}

enum status invite_take(struct visit *visit)
{
    struct offer offer;
    enum status status = offer_read(visit, &offer);

    if (status == NOT_FOUND)
        return gone_page(visit);
    TRY(status);
    if (offer.guest == GUEST_NEW)
        return new_take(visit, &offer);
    if (offer.guest == GUEST_KNOWN)
        return known_take(visit, &offer);
    TRY(visit_only(visit, FIELDS("name", "password", "username")));
    return visit_leave(visit, STR("/invite")); /* who it is has changed since: say so first */
}

/* Without signing in, too: the link came to the address that it is for. */
enum status invite_turn_down(struct visit *visit)
{
    struct audit_who who = visit_who(visit);
    struct offer offer;
    enum status status;

    TRY(visit_only(visit, FIELDS("token")));
    status = offer_read(visit, &offer);
    if (status == OK && offer.guest == GUEST_OTHER)
        return visit_leave(visit, STR("/invite")); /* it is not theirs to decline */
    if (status == OK && !visit->guard.signed_in)
        who.user_name = offer.invite.email;
    if (status == OK)
        status = invite_decline(visit->db, digest_str(&offer.digest), &who);
    if (status == NOT_FOUND || status == CONFLICT)
        return gone_page(visit);
    TRY(status);
    TRY(porter_cookie(visit, "invite", STR(""), 0));
    return visit_leave(visit, STR("/invite?done=declined"));
}

/* Somebody else's session ends; the link stays for who it is meant for. */
enum status invite_switch(struct visit *visit)
{
    TRY(visit_only(visit, FIELDS("token")));
    TRY(session_end(visit->db, visit_actor(visit)->id_hash));
    TRY(porter_cookie(visit, "sid", STR(""), 0));
    return visit_leave(visit, STR("/invite"));
}
