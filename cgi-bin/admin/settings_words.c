/* settings_words.c: each setting as people read it, and what may be typed for it
 *
 * The ranges are those of sql/change/0012_setting.sql. */
#include "settings.h"

#include "model/account/keyword.h"
#include "model/message/send.h"
#include "text/clock.h"
#include "text/segment.h"

static const struct setting_choice scopes[] = {
    {"account", "The account that they wrote to"},
    {"tree", "The parent account and every sub-account"},
    {0},
};
static const struct setting_choice two_steps[] = {
    {"required", "Every Administrator signs in with a code"},
    {"optional", "Each decides for themselves"},
    {0},
};

#define LATER_QUIET "Campaigns will obey it. Messages that people write one by one don’t wait."
#define LATER_DOUBLE                                                                           \
    "Sending will obey it. Today a form that is sent twice goes out once; the same text written anew goes out again."
#define LATER_DAY "Sending will obey it. Today there is no limit for a day."
#define LATER_AT_ONCE                                                                          \
    "Sending will obey it. Today every account can send to 200 people at once."
#define LATER_CAMPAIGN "Campaigns will obey it."
#define LATER_OPT_OUT                                                                          \
    "Unsubscribing will obey it. Today an answer such as STOP arrives in the inbox like any other."
#define LATER_KEEP "A nightly clean-up will obey it. Today nothing is ever taken away."

/* clang-format off */
const struct setting_word setting_words[SETTING_COUNT] = {
    [SETTING_FOOTER] = {
        .title = "Footer", .kind = SETTING_IS_TEXT, .most = 160, .nothing = "none", .governs = LATER_CAMPAIGN,
        .hint = "Stands under the text of each campaign and counts towards its parts. At most 160 characters; empty for none." },
    [SETTING_QUIET_HOURS] = {
        .title = "Quiet hours", .kind = SETTING_IS_SPAN, .nothing = "none", .governs = LATER_QUIET,
        .hint = "A campaign waits until they are over, by the clock of whoever gets it. Leave both times empty for none." },
    [SETTING_DUPLICATE_HOURS] = {
        .title = "Same text to the same number", .kind = SETTING_IS_NUMBER, .one = "hour", .many = "hours", .least = 0, .most = 72,
        .nothing = "not held back", .governs = LATER_DOUBLE, .hint = "Held back if it went out within so many hours: 1 to 72, or 0 to hold nothing back." },
    [SETTING_DAY_MESSAGES] = {
        .title = "Messages a day", .kind = SETTING_IS_NUMBER, .one = "message", .many = "messages", .least = 0, .most = 1000000,
        .nothing = "no limit", .governs = LATER_DAY, .hint = "1 to 1,000,000 from midnight to midnight of the account’s time zone, or 0 for no limit." },
    [SETTING_SEND_RECIPIENTS] = {
        .title = "Recipients at once", .kind = SETTING_IS_NUMBER, .one = "recipient", .many = "recipients", .least = 1, .most = SEND_MOST,
        .governs = LATER_AT_ONCE, .hint = "1 to 200 numbers." },
    [SETTING_APPROVAL_ABOVE] = {
        .title = "Approval", .kind = SETTING_IS_NUMBER, .one = "recipient", .many = "recipients", .least = 0, .most = 1000000,
        .nothing = "never asked for", .governs = LATER_CAMPAIGN,
        .hint = "A campaign to more people than this waits until an Administrator approves it: 1 to 1,000,000, or 0 to let all go." },
    [SETTING_REPLY_DAYS] = {
        .title = "Reply window", .kind = SETTING_IS_NUMBER, .one = "day", .many = "days", .least = 1, .most = 90,
        .hint = "A text that comes within so many days after one of ours, 1 to 90, is taken for an answer to it and belongs to whoever wrote it." },
    [SETTING_OPT_OUT_WORDS] = {
        .title = "More words that unsubscribe", .kind = SETTING_IS_TEXT, .most = 400, .nothing = "none", .governs = LATER_OPT_OUT,
        .hint = "Up to 20, such as ARRET, each of at most 20 letters. These always count and can’t be taken out: STOP, UNSUBSCRIBE, END, QUIT, STOPALL, REVOKE, OPTOUT, CANCEL. START and UNSTOP let texts in again." },
    [SETTING_OPT_OUT_REPLY] = {
        .title = "Answer to whoever unsubscribes", .kind = SETTING_IS_TEXT, .most = 320, .nothing = "none", .governs = LATER_OPT_OUT,
        .hint = "At most 320 characters; empty for no answer." },
    [SETTING_OPT_IN_REPLY] = {
        .title = "Answer to whoever comes back", .kind = SETTING_IS_TEXT, .most = 320, .nothing = "none", .governs = LATER_OPT_OUT,
        .hint = "At most 320 characters; empty for no answer." },
    [SETTING_RETENTION_MONTHS] = {
        .title = "Messages are kept", .kind = SETTING_IS_NUMBER, .one = "month", .many = "months", .least = 0, .most = 120,
        .nothing = "for ever", .governs = LATER_KEEP, .hint = "1 to 120 months, or 0 for ever." },
    [SETTING_TWO_STEP] = {
        .title = "Two-step sign-in", .kind = SETTING_IS_CHOICE, .choices = two_steps,
        .hint = "A code from an app on the phone, after the password. Whoever has not set it up is led there with their next click." },
    [SETTING_OPT_OUT_SCOPE] = {
        .title = "Who stops writing to them", .kind = SETTING_IS_CHOICE, .choices = scopes, .governs = LATER_OPT_OUT,
        .hint = "For the whole tree; sub-accounts can’t decide it." },
};

const struct setting_section setting_sections[] = {
    { "sending", "sending", "Sending", "What goes out under this account’s name, and when.", true, 3,
      { SETTING_FOOTER, SETTING_QUIET_HOURS, SETTING_DUPLICATE_HOURS } },
    { "limits", "limits", "Limits", "How much can go out before somebody has to look.", false, 3,
      { SETTING_DAY_MESSAGES, SETTING_SEND_RECIPIENTS, SETTING_APPROVAL_ABOVE } },
    { "replies", "replies", "Replies and unsubscribing", "What becomes of what people answer.", false, 5,
      { SETTING_REPLY_DAYS, SETTING_OPT_OUT_WORDS, SETTING_OPT_OUT_REPLY, SETTING_OPT_IN_REPLY, SETTING_OPT_OUT_SCOPE } },
    { "keeping", "keeping", "Keeping", "How long messages stay.", false, 1, { SETTING_RETENTION_MONTHS } },
    { "sign-in", "sign_in", "Signing in", "What Administrators of this account prove.", false, 1, { SETTING_TWO_STEP } },
    { 0 }
};
/* clang-format on */

static struct str choice_say(const struct setting_choice *choices, struct str value)
{
    for (; choices->word; choices++)
        if (str_is(value, choices->word))
            return str_of(choices->says);
    return value;
}

static struct str number_say(struct arena *arena, const struct setting_word *word,
                             struct str value)
{
    int64_t number = 0;

    if (number_parse(value, word->least, word->most, &number) != OK)
        return value;
    if (number == 0 && word->nothing)
        return str_of(word->nothing);
    return str_format(arena, "%.*s %s", STR_ARG(number_group(arena, (uint64_t)number)),
                      number == 1 ? word->one : word->many);
}

/* "21:00", as a setting holds it and a field of a form sends it. */
static bool time_read(struct str text, int64_t *hour, int64_t *minute)
{
    return text.len == 5 && text.at[2] == ':' && text.at[0] >= '0' && text.at[0] <= '2' &&
           text.at[3] >= '0' && text.at[3] <= '5' &&
           number_parse(str_upto(str_from(text, text.at[0] == '0'), text.at[0] == '0' ? 1 : 2),
                        0, 23, hour) == OK &&
           number_parse(str_from(text, text.at[3] == '0' ? 4 : 3), 0, 59, minute) == OK;
}

static struct str time_say(struct arena *arena, struct str value)
{
    int64_t hour;
    int64_t minute;

    return time_read(value, &hour, &minute)
               ? clock_of_day(arena, (unsigned)hour, (unsigned)minute)
               : value;
}

struct str setting_say(struct arena *arena, enum setting_no no, struct str value)
{
    const struct setting_word *word = &setting_words[no];
    struct str rest = value;
    struct str from;

    if (word->kind == SETTING_IS_CHOICE)
        return choice_say(word->choices, value);
    if (word->kind == SETTING_IS_NUMBER)
        return number_say(arena, word, value);
    if (value.len == 0)
        return str_of(word->nothing);
    if (word->kind != SETTING_IS_SPAN)
        return value;
    from = str_cut(&rest, '-');
    return str_format(arena, "%.*s to %.*s", STR_ARG(time_say(arena, from)),
                      STR_ARG(time_say(arena, rest)));
}

static enum status number_judge(struct arena *arena, const struct setting_word *word,
                                struct str typed, struct str *out, struct str *why)
{
    int64_t number;

    if (number_parse(typed, word->least, word->most, &number) != OK) {
        *why =
            str_format(arena, "Write a whole number from %lld to %.*s.", (long long)word->least,
                       STR_ARG(number_group(arena, (uint64_t)word->most)));
        return INVALID;
    }
    *out = str_format(arena, "%lld", (long long)number);
    return OK;
}

static enum status span_judge(struct str typed, struct str *out, struct str *why)
{
    struct str until = typed;
    struct str from = str_cut(&until, '-');
    int64_t hour;
    int64_t minute;

    *out = typed;
    if (from.len == 0 && until.len == 0) {
        *out = STR("");
        return OK;
    }
    if (!time_read(from, &hour, &minute) || !time_read(until, &hour, &minute)) {
        *why = STR("Write both times as 21:00 and 07:00, or neither.");
        return INVALID;
    }
    if (str_equal(from, until)) {
        *why = STR("They begin and end at the same time. Write two times that differ.");
        return INVALID;
    }
    return OK;
}

static enum status choice_judge(const struct setting_word *word, struct str typed,
                                struct str *out, struct str *why)
{
    for (const struct setting_choice *choice = word->choices; choice->word; choice++)
        if (str_is(typed, choice->word)) {
            *out = typed;
            return OK;
        }
    *why = STR("Choose one of these.");
    return INVALID;
}

static enum status text_judge(struct arena *arena, enum setting_no no, struct str typed,
                              struct str *out, struct str *why)
{
    int64_t most = setting_words[no].most;

    if (utf8_count(typed) > (size_t)most) {
        *why = str_format(arena, "At most %lld characters; these are %zu.", (long long)most,
                          utf8_count(typed));
        return INVALID;
    }
    if (no == SETTING_OPT_OUT_WORDS)
        return keyword_read(arena, typed, out, why);
    *out = str_trim(typed);
    return OK;
}

enum status setting_judge(struct arena *arena, enum setting_no no, struct str typed,
                          struct str *out, struct str *why)
{
    const struct setting_word *word = &setting_words[no];

    switch (word->kind) {
    case SETTING_IS_NUMBER:
        return number_judge(arena, word, typed, out, why);
    case SETTING_IS_SPAN:
        return span_judge(typed, out, why);
    case SETTING_IS_CHOICE:
        return choice_judge(word, typed, out, why);
    case SETTING_IS_TEXT:
        break;
    }
    return text_judge(arena, no, typed, out, why);
}
