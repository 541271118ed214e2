/* totp_recovery.c: codes to keep on paper, each good once where the app's would be asked */
#include "crypto/totp_recovery.h"

#include <stdbool.h>

#include "crypto/codec.h"
#include "crypto/random.h"

enum { GROUP = 4 };

enum status recovery_make(struct arena *secret, struct str *text, struct digest *hash)
{
    char *bytes = arena_take(secret, RECOVERY_BYTES);
    struct strbuf shown = {.arena = secret};
    struct str letters;

    TRY(random_fill(bytes, RECOVERY_BYTES));
    letters = str_lower(
        secret, base32_encode(secret, (struct str){.at = bytes, .len = RECOVERY_BYTES}));
    for (size_t i = 0; i < letters.len; i += GROUP) {
        if (i > 0)
            strbuf_put_byte(&shown, '-');
        strbuf_put(&shown, str_upto(str_from(letters, i), GROUP));
    }
    TRY(hash_sha256(letters, hash));
    *text = strbuf_str(&shown);
    return OK;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7');
}

enum status recovery_hash(struct arena *secret, struct str typed, struct digest *out)
{
    struct str lower = str_lower(secret, typed);
    struct strbuf letters = {.arena = secret};

    for (size_t i = 0; i < lower.len; i++) {
        if (is_letter(lower.at[i]))
            strbuf_put_byte(&letters, lower.at[i]);
        else if (lower.at[i] != ' ' && lower.at[i] != '-')
            return INVALID;
    }
    if (letters.len != RECOVERY_LETTERS)
        return INVALID;
    return hash_sha256(strbuf_str(&letters), out);
}
