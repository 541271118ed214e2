/* block.c: SELECTs inside each other, their aliases, and whether each alias is scoped
 *
 * A block is one SELECT, UPDATE, DELETE or INSERT with its parentheses. Its aliases are
 * judged when it ends, since a mark may stand in WHERE, after all tables. */
#include <assert.h>

#include "db/scan.h"

struct block *block_now(struct scan *s)
{
    assert(s->block_count > 0);
    return &s->blocks[s->block_count - 1];
}

static bool is_owned(enum table_kind kind)
{
    return kind == TABLE_TENANT || kind == TABLE_AGED;
}

struct alias *alias_find(struct scan *s, struct str name)
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

enum status block_close(struct scan *s)
{
    struct block *block = block_now(s);

    if (!s->stmt->reason) {
        for (size_t i = 0; i < s->alias_count; i++)
            if (s->aliases[i].block == s->block_count &&
                !alias_is_scoped(s, &s->aliases[i], ALIASES))
                return scan_refuse(s, "this table's alias carries no scope mark",
                                   s->aliases[i].name);
        if (block->inserts && !(block->into.at && block->valued))
            return scan_refuse(s, "INSERT without INTO and INTO_VALUES", block->inserted);
    }
    while (s->alias_count > 0 && s->aliases[s->alias_count - 1].block == s->block_count)
        s->alias_count--;
    s->block_count--;
    return OK;
}

enum status block_open(struct scan *s)
{
    while (s->block_count > 0 && block_now(s)->depth >= s->depth)
        TRY(block_close(s));
    if (s->block_count == BLOCKS)
        return scan_refuse(s, "too many SELECTs inside each other", STR(""));
    s->blocks[s->block_count++] = (struct block){.depth = s->depth};
    return OK;
}

/* `table AS alias`, with s->token on the table. A subquery's parenthesis is left alone. */
enum status table_read(struct scan *s)
{
    struct token *table = s->token;
    struct str alias = table[2].text;

    if (token_is(table, "(")) {
        s->token--;
        return OK;
    }
    if (table->kind != TOKEN_WORD || !token_is(&table[1], "AS") || table[2].kind != TOKEN_WORD)
        return scan_refuse(s, "a table is written `table AS alias`", table->text);
    if (table_kind(table->text) == TABLE_UNKNOWN && !str_starts(table->text, STR("seq_")))
        return scan_refuse(s, "sql/tables.tsv does not declare this table", table->text);
    if (token_is(&table[3], ","))
        return scan_refuse(s, "tables are joined by JOIN, not by a comma", alias);
    if (s->alias_count == ALIASES || alias_find(s, alias))
        return scan_refuse(s, "alias used twice", alias);
    s->aliases[s->alias_count++] =
        (struct alias){.name = alias,
                       .table = table->text,
                       .kind = table_kind(table->text),
                       .block = s->block_count};
    s->token = &table[2];
    return OK;
}

enum status insert_read(struct scan *s)
{
    enum table_kind kind = table_kind(s->token->text);

    if (kind == TABLE_UNKNOWN)
        return scan_refuse(s, "sql/tables.tsv does not declare this table", s->token->text);
    block_now(s)->inserts = is_owned(kind);
    block_now(s)->inserted = s->token->text;
    return OK;
}
