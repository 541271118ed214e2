/* mailbox.c: a local run's mails to look at, so that an invitation can be tried at once
 *
 * No session is asked for: whoever can call a local run may read its files anyway. So it is not
 * installed, and refuses to start where the portal is reached by anything but localhost. */
#include "mailbox.h"

#include "portal/program.h"

/* clang-format off */
static const struct route routes[] = {
    { GET, "/mailbox",     ANYONE, box_show },
    { GET, "/mailbox/:id", ANYONE, mail_show },
    { 0 }
};

static const struct stmt *const asks[] = { NULL };

static const struct view views[] = {
    { "mailbox/box.tpl",  FED(&kept_shape), SAID("more", "sent") },
    { "mailbox/mail.tpl", FED(&kept_shape), SAID("from", "piece", "link", "url", "text") },
    { 0 }
};
/* clang-format on */

static enum status mailbox_start(struct arena *arena, struct house *house, struct str *why)
{
    (void)arena;
    if (!house->site.https)
        return OK;
    *why = STR("it shows mails to anyone, so base_url must be http on localhost");
    return INVALID;
}

static const struct program mailbox = {
    .name = "mailbox",
    .routes = routes,
    .asks = asks,
    .views = views,
    .workers = 1,
    .start = mailbox_start,
};

int main(int argc, char **argv)
{
    return program_main(argc, argv, &mailbox);
}
