/* tlv.c: the optional parameters behind an SMPP body */
#include "smpp/tlv.h"

#include <assert.h>

enum { TLV_HEAD = 4, TLV_VALUE_MOST = 65531 };

static uint32_t number_at(struct str bytes, size_t from, size_t size)
{
    uint32_t number = 0;

    for (size_t i = 0; i < size; i++)
        number = number << 8 | (unsigned char)bytes.at[from + i];
    return number;
}

/* The size of the parameter that starts here, or 0 if it is cut short. */
static size_t size_at(struct str bytes, size_t from)
{
    size_t left = bytes.len - from;
    size_t size;

    if (left < TLV_HEAD)
        return 0;
    size = TLV_HEAD + number_at(bytes, from + 2, 2);
    return size <= left ? size : 0;
}

struct str tlv_whole(struct str bytes)
{
    size_t end = 0;

    for (size_t size = size_at(bytes, 0); size > 0; size = size_at(bytes, end))
        end += size;
    return str_upto(bytes, end);
}

bool tlv_find(struct str tlvs, enum tlv_tag tag, struct str *value)
{
    size_t from = 0;

    for (size_t size = size_at(tlvs, 0); size > 0; size = size_at(tlvs, from)) {
        if (number_at(tlvs, from, 2) == (uint32_t)tag) {
            *value = str_upto(str_from(tlvs, from + TLV_HEAD), size - TLV_HEAD);
            return true;
        }
        from += size;
    }
    return false;
}

bool tlv_number(struct str tlvs, enum tlv_tag tag, uint32_t *out)
{
    struct str value = {0};

    if (!tlv_find(tlvs, tag, &value) || value.len == 0 || value.len > sizeof(*out))
        return false;
    *out = number_at(value, 0, value.len);
    return true;
}

bool tlv_text(struct str tlvs, enum tlv_tag tag, struct str *out)
{
    struct str value = {0};

    if (!tlv_find(tlvs, tag, &value))
        return false;
    *out = str_upto(value, str_find(value, '\0'));
    return true;
}

static void put_number(struct strbuf *buf, uint32_t number, size_t size)
{
    while (size-- > 0)
        strbuf_put_byte(buf, (char)(number >> 8 * size & 0xff));
}

void tlv_put(struct strbuf *buf, enum tlv_tag tag, struct str value)
{
    assert(value.len <= TLV_VALUE_MOST);
    put_number(buf, (uint32_t)tag, 2);
    put_number(buf, (uint32_t)value.len, 2);
    strbuf_put(buf, value);
}

void tlv_put_number(struct strbuf *buf, enum tlv_tag tag, uint32_t number, size_t size)
{
    put_number(buf, (uint32_t)tag, 2);
    put_number(buf, (uint32_t)size, 2);
    put_number(buf, number, size);
}
