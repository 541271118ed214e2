/* proof.c: what a statement's text says about itself
 *
 * One walk over the tokens, in three files: block.c knows SELECTs and aliases, mark.c scope
 * marks, this one everything else. */
#include "db/proof.h"

#include "db/scan.h"

static const char *const refused_words[] = {
    "XOR",      "RIGHT",   "NATURAL", "WITH",     "CALL",    "HANDLER",  "LOAD", "OUTFILE",
    "DUMPFILE", "BETWEEN", "DO",      "SET_USER", "REPLACE", "TRUNCATE", NULL};

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
        return scan_refuse(s, "this word is not used here", token->text);
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
        return scan_refuse(s, "OR stands in parentheses of its own", STR(""));
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
            return scan_refuse(s, "too many question marks", STR(""));
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
        return scan_refuse(&s, "", *why);
    s.first = tokens.at;
    if (!starts_well(s.first))
        return scan_refuse(&s, "a statement is a SELECT, INSERT, UPDATE or DELETE", STR(""));
    for (s.token = tokens.at; s.token->kind != TOKEN_END; s.token++)
        TRY(token_read(&s));
    while (s.block_count > 0)
        TRY(block_close(&s));
    proof.reads = reads_only(&tokens);
    *out = proof;
    return OK;
}
