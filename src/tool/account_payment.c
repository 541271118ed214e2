/* account_payment.c: how a parent account pays: at the end of the month, or first
 *
 * Only who is invoiced has sub-accounts (product.md, section 2), so a parent that has open
 * ones can't come to pay first. Its row is locked before they are counted: nobody opens one in
 * between (model/account/account_sub.c locks it too). */
#include <stdio.h>

#include "db/global.h"
#include "tool/accounts.h"
#include "tool/commands.h"

#define OPERATOR "the operator decides how an organisation pays"

STMT_GLOBAL(tool_payment_lock, NULL, OPERATOR,
            "UPDATE account AS a SET a.payment = a.payment WHERE a.account_id = ?");

STMT_GLOBAL(tool_payment_set, NULL, OPERATOR,
            "UPDATE account AS a SET a.payment = ?"
            " WHERE a.account_id = ? AND a.account_id = a.root_id");

struct open_below {
    uint32_t count;
};
SHAPE(open_below, FIELD(open_below, count));

STMT_GLOBAL(tool_payment_below, &open_below_shape, OPERATOR,
            "SELECT COUNT(*) AS count FROM account AS a"
            " WHERE a.root_id = ? AND a.account_id <> a.root_id AND a.state <> 'closed'");

struct paying {
    struct tool *tool;
    struct named_account account;
    struct str to;
    struct open_below below;
};

static enum status paying_body(void *arg)
{
    struct paying *p = arg;
    struct db *db = p->tool->db;
    uint64_t id = p->account.account_id;
    const struct audit_who who = tool_who();
    const struct audit_entry entry = {.action = "setting.change",
                                      .object = STR("Payment"),
                                      .before = p->account.payment,
                                      .after = p->to};

    TRY(global_run(db, &tool_payment_lock, WITH(ID(id))));
    TRY(global_one(db, &tool_payment_below, WITH(ID(id)), &p->below));
    if (str_is(p->to, "prepaid") && p->below.count > 0)
        return DENIED;
    TRY(global_try(db, &tool_payment_set, WITH(TEXT(p->to), ID(id))));
    return audit_write_in(db, p->account.root_id, id, &who, &entry);
}

static int paying_run(struct paying *p)
{
    enum status status = global_tx(p->tool->db, paying_body, NULL, p);

    if (status == DENIED)
        return tool_fail("%.*s has %u open sub-accounts, and only who is invoiced may have "
                         "any. Close them first.",
                         STR_ARG(p->account.name), p->below.count);
    if (status != OK)
        return tool_database_failed(p->tool, status);
    printf("%.*s is %.*s from now on.\n", STR_ARG(p->account.name), STR_ARG(p->to));
    return EXIT_DONE;
}

static int account_payment_run(struct tool *tool)
{
    struct paying p = {.tool = tool, .to = tool_value(tool, "to")};

    if (!str_is(p.to, "prepaid") && !str_is(p.to, "postpaid"))
        return tool_refuse("An account is prepaid or postpaid.");
    if (account_named(tool, &p.account) != OK)
        return EXIT_NOT_DONE;
    if (p.account.root_id != p.account.account_id)
        return tool_fail("%.*s is a sub-account: it is invoiced with %.*s.",
                         STR_ARG(p.account.name), STR_ARG(p.account.parent));
    if (str_equal(p.account.payment, p.to)) {
        printf("%.*s is %.*s already.\n", STR_ARG(p.account.name), STR_ARG(p.to));
        return EXIT_DONE;
    }
    return paying_run(&p);
}

static const struct tool_option options[] = {
    {"account", "NUMBER", "the parent account", true},
    {"to", "KIND", "postpaid: invoiced at the end of the month; prepaid: pays first", true},
    {0},
};

static const struct stmt *const asks[] = {
    &tool_account_by_number, &tool_payment_lock,
    &tool_payment_set,       &tool_payment_below,
    &audit_head_open_in,     &audit_head_take_in,
    &audit_head_read_in,     &audit_head_move_in,
    &audit_add_in,           NULL,
};

const struct command command_account_payment = {
    .name = "account payment",
    .what = "say how a parent account pays; refused if it has sub-accounts and would pay first",
    .options = options,
    .asks = asks,
    .run = account_payment_run,
};
