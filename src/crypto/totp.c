/* totp.c: codes that an authenticator app makes */
#include "crypto/totp.h"

#include <liboath/oath.h>

#include "crypto/codec.h"
#include "crypto/random.h"
#include "crypto/secret.h"

enum { GROUP = 4, CODE_MOST = 16 };

enum status totp_start(void)
{
    return oath_init() == OATH_OK ? OK : BROKEN;
}

enum status totp_secret_make(struct arena *secret, struct str *out)
{
    char *bytes = arena_take(secret, TOTP_SECRET_BYTES);

    TRY(random_fill(bytes, TOTP_SECRET_BYTES));
    *out = (struct str){.at = bytes, .len = TOTP_SECRET_BYTES};
    return OK;
}

struct str totp_secret_text(struct arena *secret, struct str bytes)
{
    struct str plain = base32_encode(secret, bytes);
    struct strbuf text = {.arena = secret};

    for (size_t i = 0; i < plain.len; i += GROUP) {
        if (i > 0)
            strbuf_put_byte(&text, ' ');
        strbuf_put(&text, str_upto(str_from(plain, i), GROUP));
    }
    return strbuf_str(&text);
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~' || c == '@';
}

static void encoded_put(struct strbuf *into, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_unreserved(text.at[i]))
            strbuf_put_byte(into, text.at[i]);
        else
            strbuf_put_format(into, "%%%02X", (unsigned)(unsigned char)text.at[i]);
}

struct str totp_address(struct arena *secret, struct str issuer, struct str name,
                        struct str bytes)
{
    struct strbuf text = {.arena = secret};

    strbuf_put_z(&text, "otpauth://totp/");
    encoded_put(&text, issuer);
    strbuf_put_byte(&text, ':');
    encoded_put(&text, name);
    strbuf_put_z(&text, "?secret=");
    strbuf_put(&text, base32_encode(secret, bytes));
    strbuf_put_z(&text, "&issuer=");
    encoded_put(&text, issuer);
    strbuf_put_format(&text, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS, TOTP_SECONDS);
    return strbuf_str(&text);
}

/* The digits alone, ended by NUL; empty if there is anything else than digits and blanks. */
static const char *digits_of(struct arena *secret, struct str code)
{
    struct strbuf digits = {.arena = secret};

    for (size_t i = 0; i < code.len && i < CODE_MOST; i++) {
        if (code.at[i] >= '0' && code.at[i] <= '9')
            strbuf_put_byte(&digits, code.at[i]);
        else if (code.at[i] != ' ')
            return "";
    }
    return str_z(secret, strbuf_str(&digits));
}

enum status totp_check(struct arena *secret, struct str bytes, int64_t now, struct str code,
                       uint64_t *step)
{
    const char *digits = digits_of(secret, code);
    uint64_t counter = 0;
    int answer;

    if (str_of(digits).len != TOTP_DIGITS || code.len > CODE_MOST || now < TOTP_SECONDS)
        return DENIED;
    answer = oath_totp_validate3(bytes.at, bytes.len, (time_t)now, TOTP_SECONDS, 0, TOTP_WINDOW,
                                 NULL, &counter, digits);
    if (answer < 0)
        return answer == OATH_INVALID_OTP ? DENIED : BROKEN;
    *step = counter;
    return OK;
}
