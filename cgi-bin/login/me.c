/* me.c: one's own login, and where one is signed in */
#include "login.h"

#include "base/number.h"
#include "model/login/session.h"
#include "model/login/user_profile.h"

static enum status own_sessions(struct visit *visit, struct list *out)
{
    const struct actor *actor = visit_actor(visit);

    return session_list(visit->db, actor->access.user_id, actor->id_hash, out);
}

enum status me_show(struct visit *visit)
{
    const struct access *access = &visit_actor(visit)->access;
    struct page page = page_begin(visit, "login/me.tpl");
    const struct profile_language *language;
    struct profile profile;
    struct list sessions = {0};

    page.title = access->user_name;
    page.place = "me";
    TRY(own_sessions(visit, &sessions));
    TRY(profile_find(visit->db, access->user_id, &profile));
    dict_text(page.body, "name", access->user_name);
    dict_text(page.body, "email", access->email);
    dict_text(page.body, "zone", profile.zone);
    language = profile_language_find(profile.language);
    dict_word(page.body, "language", language ? language->name : "English");
    dict_flag(page.body, "replies", profile.notify_replies);
    dict_flag(page.body, "failures", profile.notify_failures);
    dict_flag(page.body, "two_step", profile.two_step);
    dict_text(page.body, "session_count", number_group(visit->arena, sessions.count));
    dict_flag(page.body, "one_session", sessions.count == 1);
    TRY(entrances_say(visit, page.body, 0, false));
    page_done(visit, &page, (const char *const[]){"saved", "password", NULL});
    return page_end(visit, &page);
}

static void session_add(struct dict *row, const void *of, void *with)
{
    const struct session *session = of;
    struct visit *visit = with;

    dict_text(row, "device", agent_words(visit->arena, session->agent));
}

enum status sessions_show(struct visit *visit)
{
    struct page page = page_begin(visit, "login/sessions.tpl");
    struct list sessions = {0};

    page.title = STR("Where you are signed in");
    page.place = "me";
    TRY(own_sessions(visit, &sessions));
    view_rows(page.body, "session", &sessions, &visit->dial, session_add, visit);
    dict_flag(page.body, "others", sessions.count > 1);
    page_done(visit, &page, (const char *const[]){"ended", "ended_others", NULL});
    return page_end(visit, &page);
}

/* One's own name on it: who ends a session somewhere else is the person themselves. */
static enum status ending_notice(struct visit *visit, struct notice *out)
{
    struct user user;

    TRY(user_read(visit->db, visit_actor(visit)->access.user_id, &user));
    *out = notice_of(visit, &user, NULL, "session.end");
    return OK;
}

enum status session_end_one(struct visit *visit)
{
    struct notice notice;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(ending_notice(visit, &notice));
    TRY(session_end_own(visit->db, notice.who.user_id, visit_id(visit, 0), &notice));
    return visit_leave(visit, STR("/me/sessions?done=ended"));
}

enum status session_end_rest(struct visit *visit)
{
    struct notice notice;

    TRY(visit_only(visit, FIELDS("token")));
    TRY(ending_notice(visit, &notice));
    TRY(session_leave_others(visit->db, notice.who.user_id, visit_actor(visit)->id_hash,
                             &notice));
    return visit_leave(visit, STR("/me/sessions?done=ended_others"));
}
