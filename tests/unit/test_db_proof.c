/* test_db_proof.c: which statements are refused before they ever run */
#include "db/proof.h"
#include "kit/unit.h"

static enum status scan(void **state, const char *text, const char *reason, struct proof *out,
                        struct str *why)
{
    struct stmt stmt = {.name = "tried", .text = text, .reason = reason};

    return proof_scan(*state, &stmt, out, why);
}

static void accepts(void **state, const char *text)
{
    struct proof proof;
    struct str why = STR("");

    if (scan(state, text, NULL, &proof, &why) != OK)
        fail_msg("refused: %.*s\n%s", STR_ARG(why), text);
}

static void refuses(void **state, const char *text, const char *because)
{
    struct proof proof;
    struct str why = STR("");

    if (scan(state, text, NULL, &proof, &why) == OK)
        fail_msg("accepted: %s", text);
    if (str_find_str(why, str_of(because)) == why.len)
        fail_msg("refused for another reason (%.*s): %s", STR_ARG(why), text);
}

static void marked_statements_pass(void **state)
{
    accepts(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") " AND k.contact_id = ?");
    accepts(state, "SELECT k.name FROM contact AS k WHERE " OWN("k"));
    accepts(state, "SELECT o.preview FROM conversation_own AS o WHERE " MINE("o") " LIMIT 50");
    accepts(state,
            "SELECT c.preview FROM conversation AS c WHERE " TREE("c") " ORDER BY c.last_at");
    accepts(state,
            "SELECT c.preview, k.name FROM conversation AS c LEFT JOIN contact AS k ON " SAME(
                "k", "c") " AND k.msisdn = c.msisdn WHERE " OWN("c"));
    accepts(state,
            "SELECT c.preview FROM conversation AS c WHERE " OWN(
                "c") " AND EXISTS (SELECT 1 FROM message AS m WHERE " SAME("m", "c") ")");
    accepts(state, "SELECT k.name FROM contact AS k WHERE " OWN(
                       "k") " AND (k.name = ? OR k.msisdn = ?)");
    accepts(state, "INSERT INTO contact (" INTO ", name) VALUES (" INTO_VALUES ", ?)");
    accepts(state,
            "UPDATE contact AS k SET k.name = ? WHERE " OWN("k") " AND k.contact_id = ?");
    accepts(state, "DELETE k FROM contact AS k WHERE " OWN("k") " AND k.contact_id = ?");
    accepts(state, "SELECT r.name FROM route AS r JOIN contact AS k ON " OWN("k"));
}

static void unmarked_aliases_are_named(void **state)
{
    refuses(state, "SELECT k.name FROM contact AS k", "carries no scope mark: k");
    refuses(
        state,
        "SELECT c.preview FROM conversation AS c JOIN contact AS k ON k.msisdn = c.msisdn WHERE " OWN(
            "c"),
        "carries no scope mark: k");
    refuses(
        state,
        "SELECT c.preview FROM conversation AS c WHERE " OWN(
            "c") " AND EXISTS (SELECT 1 FROM message AS m WHERE m.conversation_id = c.conversation_id)",
        "carries no scope mark: m");
    refuses(state,
            "SELECT k.name FROM contact AS k WHERE " OWN(
                "k") " UNION SELECT j.name FROM contact AS j",
            "carries no scope mark: j");
    refuses(state, "UPDATE contact AS k SET k.name = ?", "carries no scope mark: k");
    refuses(state, "DELETE k FROM contact AS k", "carries no scope mark: k");
    refuses(state, "INSERT INTO contact (root_id, account_id, name) VALUES (?, ?, ?)",
            "INSERT without INTO");
    refuses(state, "INSERT INTO contact (" INTO ", name) SELECT ?, ?, r.name FROM route AS r",
            "INSERT without INTO");
    refuses(state,
            "SELECT a.name FROM contact AS a JOIN contact AS b ON " SAME(
                "b", "a") " WHERE a.name = ?",
            "carries no scope mark: a");
    refuses(state,
            "SELECT a.name FROM contact AS a JOIN contact AS b ON " SAME(
                "b", "a") " WHERE " SAME("a", "b"),
            "carries no scope mark");
}

static void marks_that_do_not_narrow_are_refused(void **state)
{
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") " OR k.name = ?",
            "next clause");
    refuses(state, "SELECT k.name FROM contact AS k WHERE k.name = ? OR " OWN("k"),
            "OR stands");
    refuses(state, "SELECT k.name FROM contact AS k WHERE NOT " OWN("k"), "stands alone");
    refuses(state, "SELECT k.name FROM contact AS k WHERE (" OWN("k") ")", "stands alone");
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") " + 1", "next clause");
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") " IS NULL", "next clause");
    refuses(state, "SELECT k.name FROM contact AS k ORDER BY k.name AND " OWN("k"),
            "WHERE or ON");
    refuses(state,
            "SELECT c.preview FROM conversation AS c LEFT JOIN contact AS k ON " OWN(
                "k") " AND " OWN("c") " WHERE c.closed = 0",
            "just joined");
    refuses(state,
            "SELECT k.name FROM contact AS k WHERE CASE WHEN 1 AND " OWN("k") " THEN 1 END",
            "stands alone");
    refuses(state, "SELECT k.name FROM contact AS k WHERE /*@own*/k.contact_id = ?",
            "its own text");
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("j"), "an alias of its own");
    refuses(state, "SELECT k.name FROM contact AS k WHERE 1 XOR " OWN("k"), "not used here");
}

static void the_grammar_is_small(void **state)
{
    refuses(state, "SELECT k.name FROM contact k WHERE " OWN("k"), "`table AS alias`");
    refuses(state, "SELECT k.name FROM contact AS k, route AS r WHERE " OWN("k"), "comma");
    refuses(state, "SELECT k.name FROM nothing AS k WHERE " OWN("k"), "does not declare");
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") "; DROP TABLE contact",
            "can't be read");
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") " -- rest",
            "can't be read");
    refuses(state, "SELECT k.name FROM contact AS k WHERE " OWN("k") " /* rest */",
            "can't be read");
    refuses(state, "SELECT @a FROM contact AS k WHERE " OWN("k"), "can't be read");
    refuses(state, "SELECT `name` FROM contact AS k WHERE " OWN("k"), "can't be read");
    refuses(state, "SELECT k.name FROM contact AS k WHERE k.name = ? || 1 AND " OWN("k"),
            "can't be read");
    refuses(state,
            "SELECT k.name FROM contact AS k RIGHT JOIN route AS r ON 1 = 1 WHERE " OWN("k"),
            "not used here");
    refuses(state, "CALL anything(?)", "is a SELECT");
    refuses(state, "WITH x AS (SELECT 1) SELECT 1", "is a SELECT");
    refuses(state, "SELECT k.name FROM contact AS k JOIN contact AS k ON " OWN("k"),
            "used twice");
}

/* A sub-account reads its parent's row of `setting`, and nothing else of it. */
static void what_is_handed_down_is_read_only(void **state)
{
    accepts(state, "SELECT p.footer FROM account AS a LEFT JOIN setting AS p ON " HANDED(
                       "p", "a") " WHERE " OWN("a"));
    accepts(state,
            "UPDATE setting AS s SET s.footer = ? WHERE " OWN(
                "s") " AND NOT EXISTS (SELECT 1 FROM setting AS p WHERE " HANDED("p", "s") ")");
    refuses(state,
            "SELECT p.name FROM account AS a LEFT JOIN contact AS p ON " HANDED(
                "p", "a") " WHERE " OWN("a"),
            "its own text");
    refuses(state,
            "SELECT p.footer FROM account AS a LEFT JOIN setting AS p ON " HANDED(
                "p", "a") " WHERE a.account_id = ?",
            "carries no scope mark");
    refuses(state,
            "UPDATE account AS a JOIN setting AS p ON " HANDED(
                "p", "a") " SET p.footer = ? WHERE " OWN("a"),
            "its own text");
    refuses(state, "UPDATE setting AS p SET p.footer = ? WHERE " HANDED("p", "p"),
            "its own text");
    refuses(state, "DELETE p FROM setting AS p WHERE " HANDED("p", "p"), "its own text");
    refuses(state, "SELECT p.footer FROM setting AS p WHERE /*@handed*/p.account_id = ?",
            "its own text");
}

static void the_root_mark_is_for_its_counter_alone(void **state)
{
    accepts(state, "UPDATE inbox_count AS n SET n.version = n.version + 1 WHERE " AT_ROOT("n"));
    refuses(state, "SELECT n.unread FROM inbox_count AS n WHERE " AT_ROOT("n"), "");
    refuses(state, "UPDATE conversation AS c SET c.closed = 1 WHERE " AT_ROOT("c"), "");
}

/* The tenant's question marks and the caller's are told apart by their place. */
static void question_marks_find_their_binder(void **state)
{
    struct proof proof;
    struct str why;

    assert_int_equal(
        OK, scan(state,
                 "SELECT o.preview FROM conversation_own AS o WHERE o.closed = ? AND " MINE(
                     "o") " AND o.version > ?",
                 NULL, &proof, &why));
    assert_int_equal(4, proof.count);
    assert_int_equal(2, proof.caller);
    assert_int_equal(BIND_CALLER, proof.params[0]);
    assert_int_equal(BIND_ACCOUNT, proof.params[1]);
    assert_int_equal(BIND_USER, proof.params[2]);
    assert_int_equal(BIND_CALLER, proof.params[3]);
    assert_true(proof.mine);
    assert_true(proof.reads);
    assert_false(proof.tree);
}

static void a_locking_read_is_no_plain_read(void **state)
{
    struct proof proof;
    struct str why;

    assert_int_equal(OK, scan(state,
                              "SELECT k.name FROM contact AS k WHERE " OWN("k") " FOR UPDATE",
                              NULL, &proof, &why));
    assert_false(proof.reads);
}

static void a_global_statement_needs_no_mark_and_may_have_none(void **state)
{
    struct proof proof;
    struct str why;

    assert_int_equal(OK, scan(state, "SELECT k.name FROM contact AS k WHERE k.contact_id = ?",
                              "for a test", &proof, &why));
    assert_int_equal(INVALID, scan(state, "SELECT k.name FROM contact AS k WHERE " OWN("k"),
                                   "for a test", &proof, &why));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(marked_statements_pass),
        UNIT(unmarked_aliases_are_named),
        UNIT(marks_that_do_not_narrow_are_refused),
        UNIT(the_grammar_is_small),
        UNIT(what_is_handed_down_is_read_only),
        UNIT(the_root_mark_is_for_its_counter_alone),
        UNIT(question_marks_find_their_binder),
        UNIT(a_locking_read_is_no_plain_read),
        UNIT(a_global_statement_needs_no_mark_and_may_have_none),
    };

    return cmocka_run_group_tests_name("db_proof", tests, NULL, NULL);
}
