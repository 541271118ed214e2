/* write.c: many rows a transaction, but not too many */
#include "demo/write.h"

#include "db/global.h"

struct batch {
    struct writer *writer;
    size_t from;
    size_t to;
    enum status (*row)(struct writer *writer, size_t at);
};

static enum status batch_body(void *arg)
{
    struct batch *batch = arg;

    arena_reset(batch->writer->scratch);
    for (size_t at = batch->from; at < batch->to; at++)
        TRY(batch->row(batch->writer, at));
    return OK;
}

enum status write_batches(struct writer *writer, size_t count, size_t per,
                          enum status (*row)(struct writer *writer, size_t at))
{
    for (size_t from = 0; from < count; from += per) {
        size_t to = from + per < count ? from + per : count;
        struct batch batch = {.writer = writer, .from = from, .to = to, .row = row};

        TRY(global_tx(writer->db, batch_body, NULL, &batch));
    }
    return OK;
}
