/* proof.c: what a statement's text says about itself
 *
 * One walk over the tokens. A block is one SELECT, UPDATE, DELETE or INSERT with its
 * parentheses; each keeps the aliases it introduced. A mark counts only where it truly
 * narrows: joined by AND, outside further parentheses, in WHERE, or in the ON of the very
 * table it names (in a LEFT JOIN's ON a condition on the left table filters nothing). */
#include "db/proof.h"

#include <assert.h>

#include "db/table.h"
#include "db/token.h"

enum { BLOCKS = 12, ALIASES = 32 };

struct alias {
    struct str name;
    enum table_kind kind;
    bool marked;
    struct str same_as;
    size_t block;
};

enum phase { PHASE_HEAD, PHASE_ON, PHASE_WHERE, PHASE_TAIL };

struct block {
    int depth;
    enum phase phase;
    bool inserts;        /* INSERT INTO a table that belongs to an account */
    struct str into;     /* the mark of its columns, "into" or "into_mine" */
    bool valued;         /* and its values' mark was there too */
    struct str inserted; /* table's name */
};

struct scan {
    struct arena *arena;
    const struct stmt *stmt;
    struct proof *proof;
    struct str *why;
    struct token *token; /* the one being read */
    struct token *first;
    int depth;
    struct block blocks[BLOCKS];
    size_t block_count;
    struct alias aliases[ALIASES];
    size_t alias_count;
};

static enum status refuse(struct scan *s, const char *what, struct str about)
{
    *s->why = str_format(s->arena, "statement %s: %s%s%.*s", s->stmt->name, what,
                         about.len ? ": " : "", STR_ARG(about));
    return INVALID;
}

static struct block *block_now(struct scan *s)
{
    assert(s->block_count > 0);
    return &s->blocks[s->block_count - 1];
}

static bool is_owned(enum table_kind kind)
{
    return kind == TABLE_TENANT || kind == TABLE_AGED;
}

static struct alias *alias_find(struct scan *s, struct str name)
{
    for (size_t i = s->alias_count; i > 0; i--)
        if (str_equal(s->aliases[i - 1].name, name))
            return &s->aliases[i - 1];
    return NULL;
}

/* Follow SAME from alias to alias; an alias of an outer block is checked there. */
static bool alias_is_scoped(struct scan *s, const struct alias *alias, int steps)
{
    const struct alias *other;

    if (!is_owned(alias->kind) || alias->marked)
        return true;
    if (!alias->same_as.at || steps == 0)
        return false;
    other = alias_find(s, alias->same_as);
    if (!other || !is_owned(other->kind))
        return false;
    return other->block < alias->block || alias_is_scoped(s, other, steps - 1);
}

static enum status block_close(struct scan *s)
{
    struct block *block = block_now(s);

    if (!s->stmt->reason) {
        for (size_t i = 0; i < s->alias_count; i++)
            if (s->aliases[i].block == s->block_count &&
                !alias_is_scoped(s, &s->aliases[i], ALIASES))
                return refuse(s, "this table's alias carries no scope mark",
                              s->aliases[i].name);
        if (block->inserts && !(block->into.at && block->valued))
            return refuse(s, "INSERT without INTO and INTO_VALUES", block->inserted);
    }
    while (s->alias_count > 0 && s->aliases[s->alias_count - 1].block == s->block_count)
        s->alias_count--;
    s->block_count--;
    return OK;
}

static enum status block_open(struct scan *s)
{
    while (s->block_count > 0 && block_now(s)->depth >= s->depth)
        TRY(block_close(s));
    if (s->block_count == BLOCKS)
        return refuse(s, "too many SELECTs inside each other", STR(""));
    s->blocks[s->block_count++] = (struct block){.depth = s->depth};
    return OK;
}

/* `table AS alias`, with s->token on the table. A subquery's parenthesis is left alone. */
static enum status table_read(struct scan *s)
{
    struct token *table = s->token;
    struct str alias = table[2].text;

    if (token_is(table, "(")) {
        s->token--;
        return OK;
    }
    if (table->kind != TOKEN_WORD || !token_is(&table[1], "AS") || table[2].kind != TOKEN_WORD)
        return refuse(s, "a table is written `table AS alias`", table->text);
    if (table_kind(table->text) == TABLE_UNKNOWN && !str_starts(table->text, STR("seq_")))
        return refuse(s, "sql/tables.tsv does not declare this table", table->text);
    if (token_is(&table[3], ","))
        return refuse(s, "tables are joined by JOIN, not by a comma", alias);
    if (s->alias_count == ALIASES || alias_find(s, alias))
        return refuse(s, "alias used twice", alias);
    s->aliases[s->alias_count++] =
        (struct alias){.name = alias, .kind = table_kind(table->text), .block = s->block_count};
    s->token = &table[2];
    return OK;
}

static enum status insert_read(struct scan *s)
{
    enum table_kind kind = table_kind(s->token->text);

    if (kind == TABLE_UNKNOWN)
        return refuse(s, "sql/tables.tsv does not declare this table", s->token->text);
    block_now(s)->inserts = is_owned(kind);
    block_now(s)->inserted = s->token->text;
    return OK;
}

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

/* The expansion of a mark in a condition, with s->token on the mark. */
static bool condition_expand(struct scan *s, struct str mark, struct str alias,
                             struct str *same_as)
{
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
    if (!str_is(mark, "same") || s->token[5].kind != TOKEN_WORD)
        return false;
    *same_as = s->token[5].text;
    return EXPECT(s, NULL, alias, STR("."), STR("account_id"), STR("="), *same_as, STR("."),
                  STR("account_id"));
}

static bool token_is_one_of(const struct token *token, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

static const char *const before_mark[] = {"WHERE", "ON", "AND", NULL};
static const char *const after_mark[] = {"AND",  "WHERE", "ORDER",  "GROUP", "LIMIT", "LEFT",
                                         "JOIN", "FOR",   "HAVING", ")",     "UNION", NULL};

static enum status condition_mark(struct scan *s)
{
    struct str mark = s->token->text;
    struct alias *alias = alias_find(s, s->token[1].text);
    struct block *block = block_now(s);
    struct str same_as = {0};

    if (s->depth != block->depth || s->token == s->first ||
        !token_is_one_of(s->token - 1, before_mark))
        return refuse(s, "a scope mark stands alone, joined by AND", mark);
    if (!alias || alias->block != s->block_count)
        return refuse(s, "a scope mark names an alias of its own SELECT", s->token[1].text);
    if (block->phase == PHASE_ON && alias != &s->aliases[s->alias_count - 1])
        return refuse(s, "in ON, a scope mark may only name the table just joined",
                      alias->name);
    if (block->phase != PHASE_ON && block->phase != PHASE_WHERE)
        return refuse(s, "a scope mark stands in WHERE or ON", mark);
    if (!condition_expand(s, mark, alias->name, &same_as))
        return refuse(s, "a scope mark is not followed by its own text", mark);
    if (s->token[1].kind != TOKEN_END && !token_is_one_of(&s->token[1], after_mark))
        return refuse(s, "what follows a scope mark must be AND or the next clause",
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
        return right ? OK : refuse(s, "a scope mark is not followed by its own text", mark);
    }
    block->valued = str_is(block->into, mine ? "into_mine" : "into") &&
                    token_is(s->token - 1, "(") && token_is(s->token - 2, "VALUES");
    right = mine ? EXPECT(s, binds_values, STR("?"), STR(","), STR("?"), STR(","), STR("?"))
                 : EXPECT(s, binds_values, STR("?"), STR(","), STR("?"));
    return right && block->valued
               ? OK
               : refuse(s, "INTO and INTO_VALUES don't belong together", mark);
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
        return right ? OK : refuse(s, "INTO_ROOT makes the tree's counter only", mark);
    }
    block->valued = str_is(block->into, "into_root") && token_is(s->token - 1, "(") &&
                    token_is(s->token - 2, "VALUES");
    right = right && block->valued &&
            EXPECT(s, binds_root, STR("?"), STR(","), STR("?"), STR(","), STR("'tree'"));
    return right ? OK : refuse(s, "INTO_ROOT and its values don't belong together", mark);
}

static enum status mark_read(struct scan *s)
{
    struct str mark = s->token->text;

    if (s->stmt->reason)
        return refuse(s, "a global statement carries no scope mark", mark);
    if (str_is(mark, "into_root") || str_is(mark, "values_root"))
        return insert_root_mark(s, str_is(mark, "values_root"));
    if (str_is(mark, "into") || str_is(mark, "into_mine"))
        return insert_mark(s, str_is(mark, "into_mine"), false);
    if (str_is(mark, "values") || str_is(mark, "values_mine"))
        return insert_mark(s, str_is(mark, "values_mine"), true);
    return condition_mark(s);
}

static const char *const refused_words[] = {
    "XOR",     "RIGHT",    "NATURAL", "WITH", "CALL",     "LOCK",    "HANDLER",  "LOAD",
    "OUTFILE", "DUMPFILE", "BETWEEN", "DO",   "SET_USER", "REPLACE", "TRUNCATE", NULL};

static enum status update_read(struct scan *s)
{
    bool starts = s->token == s->first;

    if (!starts) /* ON DUPLICATE KEY UPDATE, FOR UPDATE */
        return OK;
    TRY(block_open(s));
    s->token++;
    return table_read(s);
}

static void phase_enter(struct scan *s, enum phase phase)
{
    if (s->block_count > 0 && s->depth == block_now(s)->depth)
        block_now(s)->phase = phase;
}

static enum status word_read(struct scan *s)
{
    struct token *token = s->token;

    if (token_is_one_of(token, refused_words))
        return refuse(s, "this word is not used here", token->text);
    if (token_is(token, "SELECT") || token_is(token, "DELETE") || token_is(token, "INSERT"))
        return block_open(s);
    if (token_is(token, "UPDATE"))
        return update_read(s);
    if (token_is(token, "CASE"))
        s->depth++;
    if (token_is(token, "END"))
        s->depth--;
    if (token_is(token, "FROM") || token_is(token, "JOIN")) {
        s->token++;
        return table_read(s);
    }
    if (token_is(token, "INTO")) {
        s->token++;
        return insert_read(s);
    }
    if (token_is(token, "ON") && !token_is(&token[1], "DUPLICATE"))
        phase_enter(s, PHASE_ON);
    if (token_is(token, "WHERE"))
        phase_enter(s, PHASE_WHERE);
    if (token_is(token, "GROUP") || token_is(token, "ORDER") || token_is(token, "HAVING") ||
        token_is(token, "LIMIT"))
        phase_enter(s, PHASE_TAIL);
    if (token_is(token, "OR") && s->block_count > 0 && s->depth == block_now(s)->depth)
        return refuse(s, "OR stands in parentheses of its own", STR(""));
    return OK;
}

static enum status token_read(struct scan *s)
{
    if (s->token->kind == TOKEN_MARK)
        return mark_read(s);
    if (s->token->kind == TOKEN_WORD)
        return word_read(s);
    if (s->token->kind == TOKEN_ASK) {
        if (s->proof->count == PROOF_PARAMS)
            return refuse(s, "too many question marks", STR(""));
        s->proof->params[s->proof->count++] = BIND_CALLER;
        s->proof->caller++;
    }
    if (token_is(s->token, "("))
        s->depth++;
    if (token_is(s->token, ")")) {
        s->depth--;
        while (s->block_count > 0 && block_now(s)->depth > s->depth)
            TRY(block_close(s));
    }
    return OK;
}

static bool reads_only(const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (token_is(&tokens->at[i], "FOR") && token_is(&tokens->at[i + 1], "UPDATE"))
            return false;
    return token_is(&tokens->at[0], "SELECT");
}

static bool starts_well(const struct token *first)
{
    return token_is(first, "SELECT") || token_is(first, "INSERT") ||
           token_is(first, "UPDATE") || token_is(first, "DELETE");
}

enum status proof_scan(struct arena *arena, const struct stmt *stmt, struct proof *out,
                       struct str *why)
{
    struct proof proof = {0};
    struct scan s = {.arena = arena, .stmt = stmt, .proof = &proof, .why = why};
    struct tokens tokens;

    if (tokens_cut(arena, str_of(stmt->text), &tokens, why) != OK)
        return refuse(&s, "", *why);
    s.first = tokens.at;
    if (!starts_well(s.first))
        return refuse(&s, "a statement is a SELECT, INSERT, UPDATE or DELETE", STR(""));
    for (s.token = tokens.at; s.token->kind != TOKEN_END; s.token++)
        TRY(token_read(&s));
    while (s.block_count > 0)
        TRY(block_close(&s));
    proof.reads = reads_only(&tokens);
    *out = proof;
    return OK;
}
