/* script.c: reading a line of a dialogue */
#include "demo/script.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"

static NORETURN void script_refuse(struct str line)
{
    fprintf(stderr, "demo: this line of a script can't be read: %.*s\n", STR_ARG(line));
    abort();
}

static int64_t script_number(struct str text, struct str line)
{
    int64_t number = 0;

    if (text.len > 0 && number_parse(text, 0, 1000000, &number) != OK)
        script_refuse(line);
    return number;
}

/* 1620 as minutes of a day. */
static int64_t script_clock(struct str text, struct str line)
{
    int64_t number;

    while (text.len > 1 && text.at[0] == '0')
        text = str_from(text, 1);
    number = script_number(text, line);
    return number / 100 * 60 + number % 100;
}

/* Minutes, or a day and its time. */
static void script_time(struct str text, struct script_line *out, struct str line)
{
    struct str rest = text;
    struct str days = str_cut(&rest, 'd');

    out->dated = days.len < text.len;
    out->days = out->dated ? script_number(days, line) : 0;
    out->minutes = out->dated ? script_clock(rest, line) : script_number(text, line);
}

/* The word that follows a sign: up to the next sign. */
static struct str word_cut(struct str *rest)
{
    struct str word;
    size_t len = 0;

    while (len < rest->len && str_find(STR("@#=!$*%^"), rest->at[len]) == 8)
        len++;
    word = str_upto(*rest, len);
    *rest = str_from(*rest, len);
    return word;
}

static void attribute_read(struct str *head, struct script_line *line, struct str whole)
{
    char sign = head->at[0];
    struct str word;

    *head = str_from(*head, 1);
    word = word_cut(head);
    switch (sign) {
    case '@':
        line->person = word;
        return;
    case '#':
        line->origin = word;
        return;
    case '=':
        line->state = word;
        return;
    case '!':
        line->why = word;
        return;
    case '$':
        line->class = word;
        return;
    case '^':
        line->due = script_clock(word, whole);
        return;
    case '*':
        line->unread = true;
        return;
    case '%':
        line->repeated = true;
        return;
    default:
        script_refuse(whole);
    }
}

bool script_next(struct str *rest, struct script_line *out)
{
    struct script_line line = {0};
    struct str whole = str_cut(rest, '\n');
    struct str text = whole;
    struct str head = str_cut(&text, ' ');

    if (whole.len == 0)
        return false;
    if (str_find(STR("><x"), head.at[0]) == 3)
        script_refuse(whole);
    line.sign = (enum script_sign)str_find(STR("><x"), head.at[0]);
    head = str_from(head, 1);
    script_time(word_cut(&head), &line, whole);
    while (head.len > 0)
        attribute_read(&head, &line, whole);
    line.text = text;
    *out = line;
    return true;
}

uint32_t script_count(const char *script)
{
    struct str rest = str_of(script);
    struct script_line line;
    uint32_t count = 0;

    while (script_next(&rest, &line))
        count += line.sign != SCRIPT_CLOSE;
    return count;
}
