/* settings.h: what an account decides for itself, section by section */
#pragma once

#include "model/account/setting.h"
#include "portal/page.h"

enum status settings_show(struct visit *visit) MUST_USE NONNULL(1);
enum status settings_section_show(struct visit *visit) MUST_USE NONNULL(1);
enum status settings_section_take(struct visit *visit) MUST_USE NONNULL(1);
enum status settings_account_show(struct visit *visit) MUST_USE NONNULL(1);
enum status settings_account_take(struct visit *visit) MUST_USE NONNULL(1);

enum setting_kind { SETTING_IS_TEXT, SETTING_IS_NUMBER, SETTING_IS_SPAN, SETTING_IS_CHOICE };

/* One of a few words, and how people read it; a table ends with { 0 }. */
struct setting_choice {
    const char *word;
    const char *says;
};

/* A setting as people read it. */
struct setting_word {
    const char *title;
    const char *hint;    /* with its range and unit */
    const char *governs; /* what will obey it, where nothing does yet; NULL: it is obeyed */
    enum setting_kind kind;
    const char *one;     /* of a number: "day" … */
    const char *many;    /* … "days" */
    const char *nothing; /* what an empty text or a zero means; NULL: neither can be */
    int64_t least;       /* of a number; */
    int64_t most;        /* of a number, or of a text's characters */
    const struct setting_choice *choices;
};
extern const struct setting_word setting_words[SETTING_COUNT];

/* A page of settings. */
struct setting_section {
    const char *path; /* behind /settings/ */
    const char *word; /* the same in names of templates */
    const char *title;
    const char *says;
    bool senders; /* which number texts come from stands here too */
    size_t count;
    enum setting_no settings[5];
};
extern const struct setting_section setting_sections[]; /* ended by { 0 } */

/* A value in words: "7 days", "9:00 pm to 7:00 am", "none". */
struct str setting_say(struct arena *arena, enum setting_no no, struct str value) NONNULL(1);
/* Judge what was typed. OK: *out is what is stored; INVALID: *why is a sentence. */
enum status setting_judge(struct arena *arena, enum setting_no no, struct str typed,
                          struct str *out, struct str *why) MUST_USE NONNULL(1, 4, 5);

/* What a form said of one setting. */
struct setting_typed {
    bool given; /* the form had it */
    bool own;   /* the account's own, not as the parent decides */
    bool lock;
    struct str text; /* as typed; of a span "21:00-07:00" */
    struct str from; /* of a span, as typed */
    struct str until;
    struct str value; /* judged */
    struct str why;   /* absent: nothing is wrong */
};

/* A section on its way through its form. */
struct settings_form {
    const struct setting_section *section;
    struct setting now;    /* what holds */
    struct setting handed; /* what would hold if the account decided nothing */
    struct list senders;
    bool on_parent;
    bool typed; /* there is something typed; else it is shown as it is stored */
    uint64_t version;
    uint64_t sender_id;
    bool conflict; /* somebody else was quicker */
    struct setting_typed settings[SETTING_COUNT];
};

/* Does an Administrator of this account decide it at all: is it not locked from above? */
bool settings_decides(const struct settings_form *form, enum setting_no no) NONNULL(1);
enum status settings_page(struct visit *visit, const struct settings_form *form) MUST_USE
    NONNULL(1, 2);
/* What is the same for a row of either page: title, value in words, where it comes from. */
void setting_row_say(struct visit *visit, struct dict *row, const struct setting *now,
                     enum setting_no no) NONNULL(1, 2, 3);

#define SETTING_ROW_NAMES                                                                      \
    "setting_name", "setting_title", "setting_says", "source_own", "source_parent",            \
        "source_locked", "locked_below", "governs", "governs_text"
#define SETTING_FIELD_NAMES                                                                    \
    "hint", "decides", "inherits", "own", "may_lock", "locks", "handed_says", "wrong", "why",  \
        "is_text", "is_number", "is_span", "is_choice", "value", "from_value", "until_value",  \
        "unit", "choice", "choice_word", "choice_says", "chosen"
#define SECTION_NAMES "section", "section_path", "section_title", "section_says", "setting_row"
#define CLASH_NAMES   "conflict", "changed_set", "writable"
