/* phone_words.c: what is wrong with a typed number, in words */
#include "text/phone.h"

static const char *const number_words[] = {"no",   "one", "two",   "three", "four",
                                           "five", "six", "seven", "eight", "nine"};

struct people {
    const char *country;
    const char *adjective; /* with its article */
};

/* Of the countries that most of our senders write to; others are named by their code. */
static const struct people peoples[] = {
    {"AU", "an Australian"},
    {"NZ", "a New Zealand"},
    {"GB", "a British"},
    {"IE", "an Irish"},
    {"US", "a US"},
    {"CA", "a Canadian"},
    {"DE", "a German"},
    {"FR", "a French"},
    {"ES", "a Spanish"},
    {"IT", "an Italian"},
    {"NL", "a Dutch"},
    {"BE", "a Belgian"},
    {"CH", "a Swiss"},
    {"AT", "an Austrian"},
    {"SE", "a Swedish"},
    {"NO", "a Norwegian"},
    {"DK", "a Danish"},
    {"FI", "a Finnish"},
    {"PL", "a Polish"},
    {"PT", "a Portuguese"},
    {"IN", "an Indian"},
    {"SG", "a Singapore"},
    {"MY", "a Malaysian"},
    {"PH", "a Philippine"},
    {"ID", "an Indonesian"},
    {"FJ", "a Fijian"},
    {"ZA", "a South African"},
    {"HK", "a Hong Kong"},
    {"JP", "a Japanese"},
    {"CN", "a Chinese"},
    {0},
};

static struct str number_word(struct arena *arena, uint32_t number)
{
    if (number < COUNT_OF(number_words))
        return str_of(number_words[number]);
    return str_format(arena, "%u", number);
}

static const char *plural(uint32_t number)
{
    return number == 1 ? "" : "s";
}

struct str phone_fault_words(struct arena *arena, const struct phone *phone)
{
    struct str off_by = number_word(arena, phone->off_by);

    switch (phone->fault) {
    case PHONE_FINE:
        return STR("");
    case PHONE_EMPTY:
        return STR("is empty");
    case PHONE_LETTERS:
        return STR("has letters in it");
    case PHONE_SIGNS:
        return str_format(arena, "has “%.*s” in it", STR_ARG(phone->odd));
    case PHONE_SHORT:
        return str_format(arena, "is %.*s digit%s short", STR_ARG(off_by),
                          plural(phone->off_by));
    case PHONE_LONG:
        return str_format(arena, "has %.*s digit%s too many", STR_ARG(off_by),
                          plural(phone->off_by));
    case PHONE_COUNTRY:
        return STR("begins with a country code that no country has");
    }
    return STR("");
}

struct str phone_people(struct arena *arena, struct str country)
{
    for (const struct people *people = peoples; people->country; people++) {
        struct str words = str_of(people->adjective);

        if (str_is(country, people->country))
            return str_from(words, str_find(words, ' ') + 1);
    }
    return str_format(arena, "numbers of %.*s", STR_ARG(country));
}

static struct str mobile_of(struct arena *arena, struct str country)
{
    for (const struct people *people = peoples; people->country; people++)
        if (str_is(country, people->country))
            return str_format(arena, "%s mobile", people->adjective);
    if (country.len == 0)
        return STR("a mobile");
    return str_format(arena, "a mobile of %.*s", STR_ARG(country));
}

/* How many digits there are, and how many it takes to be right, counted as they were typed. */
static struct str length_detail(struct arena *arena, const struct phone *phone)
{
    struct str mobile = mobile_of(arena, phone->country);
    uint32_t wanted = phone->fault == PHONE_SHORT ? phone->digits + phone->off_by
                                                  : phone->digits - phone->off_by;
    const char *how = "";

    if (phone->has_plus)
        how = " with its country code";
    else if (phone->lacks_trunk)
        how = " without its first 0";
    return str_format(arena, "%u digit%s; %.*s has %u%s", phone->digits, plural(phone->digits),
                      STR_ARG(mobile), wanted, how);
}

struct str phone_fault_detail(struct arena *arena, const struct phone *phone)
{
    switch (phone->fault) {
    case PHONE_FINE:
        return STR("");
    case PHONE_EMPTY:
        return STR("Nothing was typed here");
    case PHONE_LETTERS:
        return str_format(arena, "“%.*s” is a letter; a number has digits only",
                          STR_ARG(phone->odd));
    case PHONE_SIGNS:
        return str_format(arena, "“%.*s” is no part of a number", STR_ARG(phone->odd));
    case PHONE_SHORT:
    case PHONE_LONG:
        return length_detail(arena, phone);
    case PHONE_COUNTRY:
        return STR("After the + comes a country code, such as +61");
    }
    return STR("");
}
