/* reply.c: what a person might answer
 *
 * The first row whose word stands in the text gives the choice of answers. */
#include "sim/reply.h"

#include <strings.h>

enum { ANSWERS = 4 };

struct row {
    const char *word; /* "": any text */
    const char *answers[ANSWERS];
};

static const struct row rows[] = {
    {"reply yes", {"YES", "Yes", "Yes please", "yes that works"}},
    {"reply y", {"Y", "Yes", "N", "y"}},
    {"confirm",
     {"Confirmed, thank you", "Yes, confirmed", "YES", "Can we make it an hour later?"}},
    {"tomorrow",
     {"Thanks, see you then", "Great, see you tomorrow", "Can we do the afternoon instead?",
      "All good, see you then"}},
    {"appointment",
     {"Thanks, see you then", "I'll be there", "Could I move it to Thursday?", "Thank you!"}},
    {"invoice",
     {"Paid this morning, thanks", "Could you send it again please?", "Thanks, will do",
      "Got it"}},
    {"shift", {"Yes I can do that", "Sorry, I can't on that day", "Sure, what time?", "OK"}},
    {"sale", {"Lovely, do you have any left?", "Thanks!", "What time do you open?", "Great"}},
    {"?", {"Yes, that works", "Not sure yet, I'll let you know", "Yes", "No, sorry"}},
    {"",
     {"Thanks", "Thank you!", "OK, thanks for letting me know",
      "Great, thanks \xF0\x9F\x98\x8A"}},
};

static bool has_word(struct str text, const char *word)
{
    struct str wanted = str_of(word);

    for (size_t i = 0; i + wanted.len <= text.len; i++)
        if (strncasecmp(text.at + i, word, wanted.len) == 0)
            return true;
    return false;
}

const char *reply_to(struct str text, uint32_t chance)
{
    size_t row = 0;

    while (rows[row].word[0] != '\0' && !has_word(text, rows[row].word))
        row++;
    return rows[row].answers[chance % ANSWERS];
}
