/* accounts_field.c: what is typed about an account: name, colour, country, time zone */
#include "accounts.h"

#include <ctype.h>

#include "portal/line.h"
#include "portal/zones.h"
#include "text/clock.h"
#include "text/phone.h"

enum { ZONE_POINTS = 40, COUNTRY_POINTS = 2, LINES = 7 };

static const char *const colour_names[LINES] = {"Petrol", "Plum",  "Blue", "Amber",
                                                "Green",  "Brick", "Slate"};

enum status field_account_name(struct visit *visit, struct faults *faults, struct str *out)
{
    static const struct line_rule rule = {
        "name", SUB_ACCOUNT_NAME_MOST, "A name has at most 120 characters.",
        "Write a name, so that people know which account it is."};

    return line_take(visit, &rule, faults, out);
}

void name_taken_say(struct visit *visit, struct faults *faults, struct str taken)
{
    faults_add(faults, visit->arena, "name",
               str_format(visit->arena, "There is an account called %.*s already.",
                          STR_ARG(taken)));
    response_code(&visit->response, 422);
}

enum status field_line(struct visit *visit, const char *name, uint8_t *out)
{
    int64_t line;

    TRY(number_parse(form_get(&visit->request.form, name), 1, LINES, &line));
    *out = (uint8_t)line;
    return OK;
}

static struct str in_capitals(struct arena *arena, struct str text)
{
    char *copy = arena_take(arena, text.len + 1);

    for (size_t i = 0; i < text.len; i++)
        copy[i] = (char)toupper((unsigned char)text.at[i]);
    copy[text.len] = '\0';
    return (struct str){.at = copy, .len = text.len};
}

enum status field_place(struct visit *visit, struct faults *faults, struct str *country,
                        struct str *zone)
{
    static const char two_letters[] = "Write the two letters of a country, such as AU.";
    static const struct line_rule rule = {"country", COUNTRY_POINTS, two_letters, two_letters};
    size_t before = faults->list.count;

    TRY(line_take(visit, &rule, faults, country));
    TRY(visit_field(visit, "zone", UTF8_ONE_LINE, ZONE_POINTS, zone));
    *country = in_capitals(visit->arena, *country);
    if (faults->list.count == before && !phone_country_exists(*country))
        faults_add(faults, visit->arena, "country", str_of(two_letters));
    if (!clock_zone_exists(*zone))
        faults_add(faults, visit->arena, "zone", STR("Choose a time zone from the list."));
    return OK;
}

enum status place_say(struct dict *dict, struct str country, struct str zone)
{
    dict_text(dict, "typed_country", country);
    return zones_say(dict, zone);
}

void colours_say(struct dict *dict, uint8_t chosen)
{
    for (uint8_t i = 0; i < LINES; i++) {
        struct dict *row = dict_section(dict, "colour");

        dict_number(row, "number", i + 1u);
        dict_word(row, "colour_name", colour_names[i]);
        dict_flag(row, "chosen", i + 1 == chosen);
    }
}
