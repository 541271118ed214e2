/* mark.c: a scope mark and the text that must follow it
 *
 * A mark counts only where it truly narrows: joined by AND, outside further parentheses, in
 * WHERE, or in the ON of the very table it names (in a LEFT JOIN's ON a condition on the
 * left table filters nothing). */
#include "db/scan.h"

/* Take the expected tokens one by one, binding question marks in their order. */
static bool expect(struct scan *s, const struct str *words, size_t count,
                   const enum binder *binders)
{
    for (size_t i = 0; i < count; i++) {
        s->token++;
        if (!str_equal(s->token->text, words[i]))
            return false;
        if (s->token->kind != TOKEN_ASK)
            continue;
        if (s->proof->count == PROOF_PARAMS)
            return false;
        s->proof->params[s->proof->count++] = *binders++;
    }
    return true;
}

#define EXPECT(s, binders, ...)                                                                \
    expect((s), (const struct str[]){__VA_ARGS__},                                             \
           COUNT_OF(((const struct str[]){__VA_ARGS__})), (binders))

static const enum binder binds_account[] = {BIND_ACCOUNT};
static const enum binder binds_mine[] = {BIND_ACCOUNT, BIND_USER};
static const enum binder binds_tree[] = {BIND_ROOT};
static const enum binder binds_root[] = {BIND_ROOT, BIND_ROOT};
static const enum binder binds_values[] = {BIND_ROOT, BIND_ACCOUNT, BIND_USER};

/* The tree's counter row, and nothing else, is reached at the root from any account. */
static bool is_counter_update(const struct scan *s)
{
    return token_is(&s->first[0], "UPDATE") && token_is(&s->first[1], "inbox_count");
}

/* What a parent hands down is one row of `setting`, and a statement that could change it is
 * none: the mark stands in a SELECT, also in one inside an UPDATE. */
static bool may_be_handed(const struct scan *s, const struct alias *alias)
{
    return str_is(alias->table, "setting") && (s->depth > 0 || token_is(s->first, "SELECT"));
}

/* ".account_id = OTHER.", whose row it is; absent if that is not what follows. */
static struct str other_expand(struct scan *s, struct str alias, const char *column)
{
    struct str other = s->token[5].text;

    if (s->token[5].kind == TOKEN_WORD && EXPECT(s, NULL, alias, STR("."), STR("account_id"),
                                                 STR("="), other, STR("."), str_of(column)))
        return other;
    return (struct str){0};
}

/* The expansion of a mark in a condition, with s->token on the mark. */
static bool condition_expand(struct scan *s, struct str mark, const struct alias *of,
                             struct str *same_as)
{
    struct str alias = of->name;

    if (str_is(mark, "own"))
        return EXPECT(s, binds_account, alias, STR("."), STR("account_id"), STR("="), STR("?"));
    if (str_is(mark, "tree")) {
        s->proof->tree = true;
        return EXPECT(s, binds_tree, alias, STR("."), STR("root_id"), STR("="), STR("?"));
    }
    if (str_is(mark, "mine")) {
        s->proof->mine = true;
        return EXPECT(s, binds_mine, alias, STR("."), STR("account_id"), STR("="), STR("?"),
                      STR("AND"), alias, STR("."), STR("user_id"), STR("="), STR("?"));
    }
    if (str_is(mark, "root"))
        return is_counter_update(s) &&
               EXPECT(s, binds_root, alias, STR("."), STR("account_id"), STR("="), STR("?"),
                      STR("AND"), alias, STR("."), STR("scope"), STR("="), STR("'tree'"));
    if (str_is(mark, "same"))
        *same_as = other_expand(s, alias, "account_id");
    else if (str_is(mark, "handed") && may_be_handed(s, of))
        *same_as = other_expand(s, alias, "root_id");
    return same_as->at != NULL;
}

static const char *const before_mark[] = {"WHERE", "ON", "AND", NULL};
static const char *const after_mark[] = {"AND",  "WHERE", "ORDER", "GROUP", "LIMIT",
                                         "LEFT", "JOIN",  "FOR",   "LOCK",  "HAVING",
                                         ")",    "UNION", NULL};

static enum status condition_mark(struct scan *s)
{
    struct str mark = s->token->text;
    struct alias *alias = alias_find(s, s->token[1].text);
    struct block *block = block_now(s);
    struct str same_as = {0};

    if (s->depth != block->depth || s->token == s->first ||
        !token_is_one_of(s->token - 1, before_mark))
        return scan_refuse(s, "a scope mark stands alone, joined by AND", mark);
    if (!alias || alias->block != s->block_count)
        return scan_refuse(s, "a scope mark names an alias of its own SELECT",
                           s->token[1].text);
    if (block->phase == PHASE_ON && alias != &s->aliases[s->alias_count - 1])
        return scan_refuse(s, "in ON, a scope mark may only name the table just joined",
                           alias->name);
    if (block->phase != PHASE_ON && block->phase != PHASE_WHERE)
        return scan_refuse(s, "a scope mark stands in WHERE or ON", mark);
    if (!condition_expand(s, mark, alias, &same_as))
        return scan_refuse(s, "a scope mark is not followed by its own text", mark);
    if (s->token[1].kind != TOKEN_END && !token_is_one_of(&s->token[1], after_mark))
        return scan_refuse(s, "what follows a scope mark must be AND or the next clause",
                           s->token[1].text);
    if (same_as.at)
        alias->same_as = same_as;
    else
        alias->marked = true;
    return OK;
}

static enum status insert_mark(struct scan *s, bool mine, bool values)
{
    struct block *block = block_now(s);
    struct str mark = s->token->text;
    bool right;

    s->proof->mine = s->proof->mine || mine;
    if (!values) {
        block->into = mark;
        right = EXPECT(s, NULL, STR("root_id"), STR(","), STR("account_id"));
        if (right && mine)
            right = EXPECT(s, NULL, STR(","), STR("user_id"));
        return right ? OK
                     : scan_refuse(s, "a scope mark is not followed by its own text", mark);
    }
    block->valued = str_is(block->into, mine ? "into_mine" : "into") &&
                    token_is(s->token - 1, "(") && token_is(s->token - 2, "VALUES");
    right = mine ? EXPECT(s, binds_values, STR("?"), STR(","), STR("?"), STR(","), STR("?"))
                 : EXPECT(s, binds_values, STR("?"), STR(","), STR("?"));
    return right && block->valued
               ? OK
               : scan_refuse(s, "INTO and INTO_VALUES don't belong together", mark);
}

/* INTO_ROOT and its values: only the tree's counter row is made so. */
static enum status insert_root_mark(struct scan *s, bool values)
{
    struct block *block = block_now(s);
    struct str mark = s->token->text;
    bool right = str_is(block->inserted, "inbox_count");

    if (!values) {
        block->into = mark;
        right = right && EXPECT(s, NULL, STR("root_id"), STR(","), STR("account_id"), STR(","),
                                STR("scope"));
        return right ? OK : scan_refuse(s, "INTO_ROOT makes the tree's counter only", mark);
    }
    block->valued = str_is(block->into, "into_root") && token_is(s->token - 1, "(") &&
                    token_is(s->token - 2, "VALUES");
    right = right && block->valued &&
            EXPECT(s, binds_root, STR("?"), STR(","), STR("?"), STR(","), STR("'tree'"));
    return right ? OK : scan_refuse(s, "INTO_ROOT and its values don't belong together", mark);
}

enum status mark_read(struct scan *s)
{
    struct str mark = s->token->text;

    if (s->stmt->reason)
        return scan_refuse(s, "a global statement carries no scope mark", mark);
    if (str_is(mark, "into_root") || str_is(mark, "values_root"))
        return insert_root_mark(s, str_is(mark, "values_root"));
    if (str_is(mark, "into") || str_is(mark, "into_mine"))
        return insert_mark(s, str_is(mark, "into_mine"), false);
    if (str_is(mark, "values") || str_is(mark, "values_mine"))
        return insert_mark(s, str_is(mark, "values_mine"), true);
    return condition_mark(s);
}
