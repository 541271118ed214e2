/* audit_chain.c: what an audit row's hash is taken of */
#include "model/audit/audit_chain.h"

#include <assert.h>

SHAPE(audit_row, FIELD(audit_row, root_id), FIELD(audit_row, account_id), FIELD(audit_row, seq),
      FIELD(audit_row, at), FIELD(audit_row, user_id), FIELD(audit_row, user_name),
      FIELD(audit_row, address), FIELD(audit_row, action), FIELD(audit_row, object),
      FIELD(audit_row, was), FIELD(audit_row, became), FIELD(audit_row, prev),
      FIELD(audit_row, hash));

static void put_text(struct strbuf *buf, struct str text)
{
    if (!text.at) {
        strbuf_put_z(buf, "-,");
        return;
    }
    strbuf_put_format(buf, "%zu:", text.len);
    strbuf_put(buf, text);
    strbuf_put_byte(buf, ',');
}

static void put_number(struct strbuf *buf, uint64_t number)
{
    put_text(buf, str_format(buf->arena, "%llu", (unsigned long long)number));
}

struct str audit_bytes(struct arena *arena, const struct audit_row *row)
{
    struct strbuf buf = {.arena = arena};

    put_number(&buf, row->root_id);
    put_number(&buf, row->account_id);
    put_number(&buf, row->seq);
    put_text(&buf, stamp_text(arena, row->at));
    if (row->user_id)
        put_number(&buf, row->user_id);
    else
        put_text(&buf, (struct str){0});
    put_text(&buf, row->user_name);
    put_text(&buf, row->address);
    put_text(&buf, row->action);
    put_text(&buf, row->object);
    put_text(&buf, row->was);
    put_text(&buf, row->became);
    return strbuf_str(&buf);
}

enum status audit_hash(struct arena *arena, const struct audit_row *row, struct digest *out)
{
    struct strbuf buf = {.arena = arena};

    assert(row->prev.len == DIGEST_BYTES);
    strbuf_put(&buf, row->prev);
    strbuf_put(&buf, audit_bytes(arena, row));
    return hash_sha256(strbuf_str(&buf), out);
}
