/* passrule.c: which passwords a person may choose
 *
 * A password is compared as a guesser would write it: folded, with the years and signs at its
 * ends taken off, p4ssw0rd read as password, without signs, and undoubled. Each of these
 * spellings is looked up whole; four words of the dictionary in a row are a good password. */
#include "crypto/passrule.h"

#include <string.h>

#include "base/unicode.h"

enum {
    TAIL_LEAST = 5,   /* fewer digits at an end say nothing, whatever they are */
    UNIT_MOST = 4,    /* a password that repeats so few characters is a run */
    REST_LEAST = 6,   /* what has to be left beside the account's own names */
    CONTEXT_WORD = 3, /* shorter words are no names */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What is beyond ASCII counts as a letter. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Without signs and blanks. */
static struct str tighten(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < text.len; i++)
        if (is_letter(text.at[i]) || is_digit(text.at[i]))
            strbuf_put_byte(&buf, text.at[i]);
    return strbuf_str(&buf);
}

struct leet {
    char from;
    char to;
};

static const struct leet leets[] = {
    {'4', 'a'}, {'@', 'a'}, {'8', 'b'}, {'(', 'c'}, {'3', 'e'}, {'6', 'g'},
    {'!', 'i'}, {'0', 'o'}, {'5', 's'}, {'$', 's'}, {'7', 't'}, {'+', 't'},
};

/* p4ssw0rd is password; a one is an i for some and an l for others. */
static struct str unleet(struct arena *arena, struct str text, char one)
{
    struct str copy = str_copy(arena, text);
    char *at = (char *)(uintptr_t)copy.at;

    for (size_t i = 0; i < copy.len; i++) {
        if (at[i] == '1')
            at[i] = one;
        for (size_t k = 0; k < COUNT_OF(leets); k++)
            if (at[i] == leets[k].from)
                at[i] = leets[k].to;
    }
    return copy;
}

/* Length of the shortest piece that the text is a whole number of times; its own if none. */
static size_t unit_len(struct str text)
{
    for (size_t len = 1; len <= text.len / 2; len++)
        if (text.len % len == 0 && memcmp(text.at, text.at + len, text.len - len) == 0)
            return len;
    return text.len;
}

enum { STEP_NONE = 99, STEP_KEYS = 10 };

/* How one gets from a character to the next: the same, a neighbour in the alphabet, among
 * the digits (9 and 0 meet), or on the keyboard. */
static int step_of(char a, char b)
{
    static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    int by = b - a;

    if (a == '9' && b == '0')
        return 1;
    if (a == '0' && b == '9')
        return -1;
    if (by >= -1 && by <= 1 && is_digit(a) == is_digit(b))
        return by;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *left = strchr(rows[i], a);
        const char *right = strchr(rows[i], b);

        if (left && right && (right - left == 1 || left - right == 1))
            return STEP_KEYS * (int)(right - left);
    }
    return STEP_NONE;
}

static int step_at(struct str text, size_t i)
{
    return i + 1 < text.len ? step_of(text.at[i], text.at[i + 1]) : STEP_NONE;
}

/* A step that is also taken beside it, or two away as in aabbcc. */
static bool is_step_repeated(struct str text, size_t i)
{
    int step = step_at(text, i);

    if (step == STEP_NONE)
        return false;
    return (i >= 1 && step == step_at(text, i - 1)) || step == step_at(text, i + 1) ||
           (i >= 2 && step == step_at(text, i - 2)) || step == step_at(text, i + 2);
}

/* Two of three steps are what the steps beside them are: 123456789012345, qwertyuiopasdfg. */
static bool is_run(struct str text)
{
    size_t repeated = 0;

    if (text.len < 2)
        return true;
    if (unit_len(text) <= UNIT_MOST && unit_len(text) < text.len)
        return true;
    for (size_t i = 0; i + 1 < text.len; i++)
        repeated += is_step_repeated(text, i);
    return repeated * 3 >= (text.len - 1) * 2;
}

static bool is_weak_end(struct arena *arena, struct str end)
{
    struct str digits = tighten(arena, end);

    return digits.len < TAIL_LEAST || is_run(digits);
}

/* Without a year, "123" or "!!!" at either end; untouched if the digits there are many and
 * say something. */
static struct str strip_ends(struct arena *arena, struct str text)
{
    size_t head = 0;
    size_t tail = 0;

    while (head < text.len && !is_letter(text.at[head]))
        head++;
    while (tail < text.len - head && !is_letter(text.at[text.len - 1 - tail]))
        tail++;
    if (!is_weak_end(arena, str_upto(text, head)))
        head = 0;
    if (!is_weak_end(arena, str_from(text, text.len - tail)))
        tail = 0;
    return str_upto(str_from(text, head), text.len - head - tail);
}

static bool is_listed(const struct blocklist *list, struct str text)
{
    return blocklist_has(list, text) || blocklist_has(list, str_upto(text, unit_len(text)));
}

static bool is_listed_tight_too(struct arena *arena, const struct blocklist *list,
                                struct str text)
{
    return is_listed(list, text) || is_listed(list, tighten(arena, text));
}

static bool is_listed_respelt(struct arena *arena, const struct blocklist *list,
                              struct str text)
{
    return is_listed_tight_too(arena, list, text) ||
           is_listed_tight_too(arena, list, unleet(arena, text, 'i')) ||
           is_listed_tight_too(arena, list, unleet(arena, text, 'l'));
}

static bool is_common(struct arena *arena, const struct blocklist *list, struct str folded)
{
    return is_listed_respelt(arena, list, folded) ||
           is_listed_respelt(arena, list, strip_ends(arena, folded));
}

/* Without every occurrence of a word. */
static struct str take_out(struct arena *arena, struct str text, struct str word)
{
    struct strbuf buf = {.arena = arena};

    for (;;) {
        size_t at = str_find_str(text, word);

        strbuf_put(&buf, str_upto(text, at));
        if (at == text.len)
            return strbuf_str(&buf);
        text = str_from(text, at + word.len);
    }
}

/* A name whole, then word by word. */
static struct str take_out_name(struct arena *arena, struct str text, struct str name)
{
    struct str folded;
    struct str whole;

    if (unicode_normalise(arena, UNICODE_NFKC_FOLD, name, &folded) != OK)
        return text;
    whole = tighten(arena, folded);
    if (whole.len >= CONTEXT_WORD)
        text = take_out(arena, text, whole);
    while (folded.len > 0) {
        size_t len = 0;

        while (len < folded.len && (is_letter(folded.at[len]) || is_digit(folded.at[len])))
            len++;
        if (len >= CONTEXT_WORD)
            text = take_out(arena, text, str_upto(folded, len));
        folded = str_from(folded, len + 1);
    }
    return text;
}

/* Whether hardly anything is left of the text when the names are taken out. */
static bool is_made_of_names(struct arena *arena, const struct blocklist *list,
                             struct str tight, const struct password_context *context)
{
    struct str email = context->email;
    struct str names[] = {STR("branchline"), STR("sms"),      context->account,
                          context->parent,   context->person, str_cut(&email, '@')};
    struct str rest = tight;

    for (size_t i = 0; i < COUNT_OF(names); i++)
        rest = take_out_name(arena, rest, names[i]);
    if (rest.len == tight.len)
        return false;
    return rest.len < REST_LEAST || is_run(rest) || is_common(arena, list, rest);
}

static size_t points_count(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.at[i] & 0xc0) != 0x80)
            count++;
    return count;
}

static enum password_fault text_check(struct arena *secret, const struct blocklist *list,
                                      struct str folded, const struct password_context *context)
{
    struct str tight = tighten(secret, folded);
    struct str plain = tighten(secret, unleet(secret, strip_ends(secret, folded), 'i'));

    if (tight.len > 0 && is_run(tight))
        return PASSWORD_RUN;
    if (unit_len(folded) <= UNIT_MOST)
        return PASSWORD_RUN;
    if (is_common(secret, list, folded))
        return PASSWORD_COMMON;
    if (is_made_of_names(secret, list, tight, context) ||
        is_made_of_names(secret, list, plain, context))
        return PASSWORD_CONTEXT;
    return PASSWORD_FINE;
}

enum password_fault password_check(struct arena *secret, const struct blocklist *list,
                                   size_t least, struct str password,
                                   const struct password_context *context)
{
    size_t points = points_count(password);
    struct str folded;

    if (points > PASSWORD_MOST)
        return PASSWORD_LONG;
    if (str_find(password, '\0') < password.len)
        return PASSWORD_NOT_TEXT;
    if (unicode_normalise(secret, UNICODE_NFKC_FOLD, password, &folded) != OK)
        return PASSWORD_NOT_TEXT;
    if (points < least)
        return PASSWORD_SHORT;
    return text_check(secret, list, folded, context);
}

struct str password_fault_say(struct arena *arena, enum password_fault fault, size_t least)
{
    switch (fault) {
    case PASSWORD_FINE:
        return STR("");
    case PASSWORD_SHORT:
        return str_format(arena,
                          "It takes at least %zu characters. Four words in a row are easy to "
                          "remember and hard to guess.",
                          least);
    case PASSWORD_LONG:
        return str_format(arena, "It takes at most %d characters.", PASSWORD_MOST);
    case PASSWORD_NOT_TEXT:
        return STR("It has something in it that is no character.");
    case PASSWORD_COMMON:
        return STR("This is one of the passwords that are tried first. Take another.");
    case PASSWORD_RUN:
        return STR("Repeated or neighbouring characters are tried first. Take another.");
    case PASSWORD_CONTEXT:
        return STR("It is made of names that everybody knows of you. Take another.");
    }
    return STR("");
}
