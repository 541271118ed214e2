/* tpl.h: templates, loaded and proved once; what a page says, as names and values
 *
 * The only way to ctemplate. A file's first line is {{%AUTOESCAPE context="HTML"}}, so every
 * value is escaped for the place it stands in. Blank lines, and lines with nothing but a
 * section mark or a comment, are dropped (STRIP_BLANK_LINES); values are never touched.
 *
 * An include in lower case is the one file of that name, wherever it lies: {{>message_row}}
 * is message-row.tpl, and sees every name that is in sight where it stands. An include in
 * capitals ({{>BODY}}) is a place that C fills by dict_include. */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

struct tpl;  /* all templates of a program; lives as long as the process */
struct dict; /* names and values of one page, section or row; lives in the visit's arena */
struct key;  /* a name that some template says */

enum tpl_use { TPL_VARIABLE, TPL_SECTION, TPL_INCLUDE };

/* One mark of a template. */
struct tpl_name {
    enum tpl_use use;
    struct str name;
    struct str file; /* where it stands: the file itself or one that it includes */
    unsigned line;
};

/* Load the named files (ended by NULL; paths below `dir`) and what they include. INVALID with
 * a sentence in *why if one is missing, lacks the escape line, holds a NUL, has a mark that
 * makes no sense, or includes what is not there or is there twice. Everything lives in
 * `arena`; nothing is read from disk afterwards. */
enum status tpl_open(struct arena *arena, const char *dir, const char *const *files,
                     struct tpl **out, struct str *why) MUST_USE NONNULL(1, 2, 3, 4, 5);

/* The names a file uses, together with those of the files it includes (not of slots).
 * NOT_FOUND if the file was not loaded. */
enum status tpl_names(const struct tpl *tpl, const char *file, const struct tpl_name **out,
                      size_t *count) MUST_USE NONNULL(1, 2, 3, 4);

/* Does the file, or one that it includes, say this name? */
bool tpl_says(const struct tpl *tpl, const char *file, const struct key *key) NONNULL(1, 2, 3);

/* Write the page. BROKEN if the file was not loaded or ctemplate refuses. */
enum status tpl_render(const struct tpl *tpl, const char *file, const struct dict *dict,
                       struct strbuf *out) MUST_USE NONNULL(1, 2, 3, 4);

/* An empty dictionary for a page. A name is looked up in the innermost dictionary first, then
 * outwards, so what is set here can be said anywhere in the page. */
struct dict *dict_new(const struct tpl *tpl, struct arena *arena) RETURNS_NONNULL NONNULL(1, 2);

/* The key of a name, put together from two pieces, or NULL if no template says it, so that
 * its value need not be made. Good for every dictionary of the same struct tpl. */
const struct key *dict_key(const struct dict *dict, const char *name, const char *suffix)
    NONNULL(1, 2, 3);
/* dict_text and dict_flag (but not its _not) by key; nothing happens if key is NULL. */
void dict_put(struct dict *dict, const struct key *key, struct str value) NONNULL(1);
void dict_show(struct dict *dict, const struct key *key, bool shown) NONNULL(1);

/* The arena of the dictionary's visit, for values made for it. */
struct arena *dict_arena(const struct dict *dict) RETURNS_NONNULL NONNULL(1);

/* {{name}} is this text. It is not copied: it must live until the page is written. Absent
 * text is empty. */
void dict_text(struct dict *dict, const char *name, struct str value) NONNULL(1, 2);
/* The same for a NUL-ended string and for a number in plain digits. */
void dict_word(struct dict *dict, const char *name, const char *value) NONNULL(1, 2);
void dict_number(struct dict *dict, const char *name, uint64_t value) NONNULL(1, 2);

/* {{#name}}…{{/name}} once with the names in sight, or not at all even if an outer
 * dictionary shows a section of that name; {{#name_not}} is the other way round. */
void dict_flag(struct dict *dict, const char *name, bool shown) NONNULL(1, 2);

/* {{#name}}…{{/name}} once more; what is put into the new dictionary is said inside it. */
struct dict *dict_section(struct dict *dict, const char *name) RETURNS_NONNULL NONNULL(1, 2);

/* {{>NAME}} is this file. The new dictionary sees all names of `dict`. */
struct dict *dict_include(struct dict *dict, const char *name, const char *file) RETURNS_NONNULL
    NONNULL(1, 2, 3);
