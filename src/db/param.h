/* param.h: the values a caller binds to a statement's own question marks
 *
 *     TRY(tenant_one(t, &contact_by_id, WITH(ID(contact_id)), &contact)); */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/stamp.h"
#include "base/str.h"

enum param_kind { PARAM_UNSIGNED, PARAM_SIGNED, PARAM_TEXT, PARAM_STAMP, PARAM_NULL };

struct sql_param {
    enum param_kind kind;
    uint64_t number;
    int64_t whole;
    struct str text;
    struct stamp stamp;
};

#define ID(n)         ((struct sql_param){.kind = PARAM_UNSIGNED, .number = (n)})
#define NUMBER(n)     ((struct sql_param){.kind = PARAM_SIGNED, .whole = (n)})
#define FLAG(b)       ((struct sql_param){.kind = PARAM_UNSIGNED, .number = (b) ? 1 : 0})
#define TEXT(s)       param_text(s)         /* struct str; the absent str is NULL */
#define WORD(z)       param_text(str_of(z)) /* NUL-ended word; NULL is NULL */
#define STAMP(at)     param_stamp(at)       /* STAMP_NONE is NULL */
#define ID_OR_NULL(n) param_id_or_null(n)   /* 0 is NULL */

static inline struct sql_param param_text(struct str text)
{
    return (struct sql_param){.kind = text.at ? PARAM_TEXT : PARAM_NULL, .text = text};
}

static inline struct sql_param param_stamp(struct stamp stamp)
{
    return (struct sql_param){.kind = stamp_is_none(stamp) ? PARAM_NULL : PARAM_STAMP,
                              .stamp = stamp};
}

static inline struct sql_param param_id_or_null(uint64_t id)
{
    return (struct sql_param){.kind = id ? PARAM_UNSIGNED : PARAM_NULL, .number = id};
}

/* Two arguments at once: the values and their number. */
#define WITH(...)                                                                              \
    (const struct sql_param[]){__VA_ARGS__},                                                   \
        sizeof((const struct sql_param[]){__VA_ARGS__}) / sizeof(struct sql_param)
#define WITH_NOTHING ((const struct sql_param *)NULL), (size_t)0
